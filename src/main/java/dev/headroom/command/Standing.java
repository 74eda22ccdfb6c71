package dev.headroom.command;

import dev.headroom.message.Bar;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Status;
import dev.headroom.view.AccountView;
import dev.headroom.view.QuotaView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How an account stands, in a bar and in a line. What is not known never looks like zero.
public final class Standing {

  /// What fits beside a name of 14 columns in a line of 30.
  private static final int REMARK = 10;

  private Standing() {}

  static Tone tone(Status status) {
    return switch (status) {
      case OK -> Tone.GOOD;
      case WARNING -> Tone.WARNING;
      case CRITICAL -> Tone.CRITICAL;
      case EXHAUSTED -> Tone.EXHAUSTED;
      case AUTH_EXPIRED, FORBIDDEN, NO_PLAN, UNREACHABLE, STALE, UNKNOWN -> Tone.UNKNOWN;
    };
  }

  /// Whether an account deserves a line: little is left, or something hides how much.
  static boolean isTroubled(AccountView view) {
    return switch (view.status()) {
      case OK -> false;
      case UNKNOWN -> view.isHidden();
      case WARNING, CRITICAL, EXHAUSTED, AUTH_EXPIRED, FORBIDDEN, NO_PLAN, UNREACHABLE, STALE ->
          true;
    };
  }

  /// The account's tightest quota as a bar.
  static Bar bar(AccountView view, Instant now) {
    return new Bar(
        view.account().id(),
        view.share().map(Figures::bar),
        view.share().isPresent() ? "" : remark(view, now),
        tone(view.status()));
  }

  /// One quota as a bar.
  static Bar bar(QuotaView view, boolean stale, Instant readAt, Instant now) {
    var share = stale ? Optional.<BigDecimal>empty() : view.usedPercent();
    var remark = view.reset() ? "was reset" : stale ? old(view, readAt, now) : "not told";
    return new Bar(
        view.quota().name(),
        share.map(Figures::bar),
        share.isPresent() ? "" : remark,
        stale ? Tone.UNKNOWN : tone(view.status()));
  }

  /// "**openai-prod** 160k tokens left, resets in 2h 15m, at 15:20".
  static Prose line(AccountView view, Instant now) {
    var line = Prose.of(tone(view.status()).emoji() + " ").strong(view.account().id()).words(" ");
    var hiding = view.trouble().filter(trouble -> hides(trouble.failure(), view));
    if (hiding.isPresent()) {
      return withBefore(trouble(line, hiding.get(), now), view);
    }
    if (view.readAt().isEmpty()) {
      return line.words("not read yet");
    }
    if (view.stale()) {
      return withBefore(Times.since(line.words("not read "), view.readAt().get(), now), view);
    }
    return view.tightest()
        .filter(quota -> quota.status() != Status.OK)
        .map(quota -> tight(line, quota, now))
        .orElseGet(() -> line.words(depleted(view)));
  }

  /// "key refused since 09:12".
  static Prose trouble(Prose line, AccountView.Trouble trouble, Instant now) {
    var said = line.words(words(trouble.failure().kind()));
    return trouble.since().map(at -> Times.since(said.words(" "), at, now)).orElse(said);
  }

  /// Why an account could not be read, in a few words.
  public static String words(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> "key refused";
      case FORBIDDEN -> "access refused";
      case NO_PLAN -> "no plan to read";
      case RATE_LIMITED -> "asked too often";
      case EXHAUSTED -> "nothing left";
      case NOT_AVAILABLE -> "not found there";
      case UNREACHABLE -> "no answer";
      case UNREADABLE -> "answer not understood";
    };
  }

  /// What is left of a quota: "160k tokens left", "8% of Week left", "Requests a day used up".
  static String left(QuotaView view) {
    var quota = view.quota();
    if (view.status() == Status.EXHAUSTED) {
      return quota.name() + " used up";
    }
    if (quota.unit().equals(Quota.PERCENT) || quota.remaining().isEmpty()) {
      var used = view.usedPercent().map(Figures::percent).orElse("?");
      return quota.name() + " " + used + " used";
    }
    return Figures.amount(quota.remaining().get(), quota.unit()) + " left";
  }

  /// Whether a failure stands before the numbers. Having asked too often leaves those before true.
  private static boolean hides(Failure failure, AccountView view) {
    return failure.kind() != Failure.Kind.RATE_LIMITED || view.readAt().isEmpty();
  }

  private static Prose tight(Prose line, QuotaView view, Instant now) {
    var said = line.words(left(view));
    return view.quota()
        .resetsAt()
        .map(reset -> Times.until(said, "resets", reset, now))
        .orElse(said);
  }

  private static Prose withBefore(Prose line, AccountView view) {
    return view.tightest()
        .flatMap(QuotaView::usedPercent)
        .map(share -> line.words(", " + Figures.percent(share) + " used before"))
        .orElse(line);
  }

  private static String depleted(AccountView view) {
    return view.balances().stream()
        .filter(Balance::depleted)
        .findFirst()
        .map(balance ->
            "%s used up, %s left".formatted(balance.name(), Figures.money(balance.amount())))
        .orElse(view.status().word());
  }

  private static String remark(AccountView view, Instant now) {
    if (view.readAt().isEmpty()) {
      return "no reading";
    }
    if (view.stale()) {
      return view.tightest()
          .map(quota -> old(quota, view.readAt().get(), now))
          .orElseGet(() -> age(view.readAt().get(), now));
    }
    if (!view.quotas().isEmpty()) {
      return view.quotas().stream().anyMatch(QuotaView::reset) ? "was reset" : "not told";
    }
    return view.balances().stream()
        .map(balance -> Figures.money(balance.amount()))
        .filter(money -> money.length() <= REMARK)
        .findFirst()
        .orElse("no limit");
  }

  /// "38% 4h ago", as far as it fits.
  private static String old(QuotaView view, Instant readAt, Instant now) {
    var age = age(readAt, now);
    return view.usedPercent()
        .map(share ->
            Figures.percent(share) + " " + Times.brief(Duration.between(readAt, now)) + " ago")
        .filter(both -> both.length() <= REMARK)
        .orElse(age);
  }

  private static String age(Instant readAt, Instant now) {
    return Times.brief(Duration.between(readAt, now)) + " old";
  }
}
