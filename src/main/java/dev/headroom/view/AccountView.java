package dev.headroom.view;

import dev.headroom.usage.Account;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Report;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An account as it stands at one moment: what `/quota` shows and what leaves as JSON.
///
/// @param stale whether the last reading is older than three times the polling interval, so that
///   its numbers are shown as old or not at all
/// @param trouble why the last poll failed, if it did
/// @param quotas tightest first
/// @param gaps the parts that the last reading lacks
public record AccountView(
    Account account,
    Status status,
    Optional<String> plan,
    Optional<Instant> readAt,
    boolean stale,
    Optional<Trouble> trouble,
    List<QuotaView> quotas,
    List<Spending> spending,
    Consumption consumption,
    List<Balance> balances,
    List<Gap> gaps,
    Optional<Instant> nextPollAt) {

  /// Tightest first, then what can't be read, then what has no limit.
  public static final Comparator<AccountView> WORST_FIRST =
      Comparator.comparing((AccountView view) -> view.status != Status.EXHAUSTED)
          .thenComparing(view -> view.share().isEmpty())
          .thenComparing(view -> view.share().orElse(BigDecimal.ZERO), Comparator.reverseOrder())
          .thenComparing(view -> !view.isHidden())
          .thenComparing(view -> view.account.id());

  private static final int STALE_AFTER_INTERVALS = 3;

  public AccountView {
    quotas = List.copyOf(quotas);
    spending = List.copyOf(spending);
    balances = List.copyOf(balances);
    gaps = List.copyOf(gaps);
  }

  /// Why an account can't be read, and since when.
  public record Trouble(Failure failure, Optional<Instant> since) {}

  /// Every account as it stands at `now`, worst first.
  public static List<AccountView> all(List<Current> accounts, Instant now) {
    return accounts.stream().map(current -> of(current, now)).sorted(WORST_FIRST).toList();
  }

  public static AccountView of(Current current, Instant now) {
    var account = current.account();
    var report = current.last().map(Snapshot::report).orElse(Report.of(List.of()));
    var readAt = current.last().map(Snapshot::takenAt);
    var stale = readAt.filter(at -> isStale(account, at, now)).isPresent();
    var quotas =
        report.quotas().stream()
            .map(quota -> QuotaView.of(quota, account.thresholds(), now))
            .sorted(QuotaView.TIGHTEST)
            .toList();
    var numbers =
        readAt.isEmpty() ? Status.UNKNOWN : stale ? Status.STALE : worst(quotas, report.balances());
    return new AccountView(
        account,
        current.trouble().flatMap(AccountView::status).orElse(numbers),
        report.plan(),
        readAt,
        stale,
        current.trouble().map(failure -> new Trouble(failure, current.troubleSince())),
        quotas,
        Spending.of(report.spends(), now),
        Consumption.of(report.usages(), now),
        report.balances(),
        report.gaps(),
        current.nextPollAt());
  }

  /// The quota with the least headroom; empty when no share is known now.
  public Optional<QuotaView> tightest() {
    return quotas.stream().filter(quota -> quota.usedPercent().isPresent()).findFirst();
  }

  /// The used share of the tightest quota, as long as its reading is fresh.
  public Optional<BigDecimal> share() {
    return stale ? Optional.empty() : tightest().flatMap(QuotaView::usedPercent);
  }

  /// Whether something stands between us and this account's numbers of now.
  public boolean isHidden() {
    return trouble.isPresent() || stale || readAt.isEmpty();
  }

  private static boolean isStale(Account account, Instant readAt, Instant now) {
    var allowed = account.every().multipliedBy(STALE_AFTER_INTERVALS);
    return Duration.between(readAt, now).compareTo(allowed) > 0;
  }

  /// What a failing poll makes of the account; empty where the numbers before still hold.
  private static Optional<Status> status(Failure failure) {
    return switch (failure.kind()) {
      case AUTH -> Optional.of(Status.AUTH_EXPIRED);
      case FORBIDDEN -> Optional.of(Status.FORBIDDEN);
      case NO_PLAN -> Optional.of(Status.NO_PLAN);
      case EXHAUSTED -> Optional.of(Status.EXHAUSTED);
      case UNREACHABLE, UNREADABLE -> Optional.of(Status.UNREACHABLE);
      case NOT_AVAILABLE -> Optional.of(Status.UNKNOWN);
      case RATE_LIMITED -> Optional.empty();
    };
  }

  /// What nobody limits, hides nothing; nor do mere limits beside money that is left.
  private static Status worst(List<QuotaView> quotas, List<Balance> balances) {
    if (balances.stream().anyMatch(Balance::depleted)) {
      return Status.EXHAUSTED;
    }
    return quotas.stream()
        .map(QuotaView::status)
        .filter(status -> status != Status.UNKNOWN)
        .max(Comparator.naturalOrder())
        .orElse(
            balances.isEmpty() && !quotas.stream().allMatch(AccountView::isCountOnly)
                ? Status.UNKNOWN
                : Status.OK);
  }

  private static boolean isCountOnly(QuotaView view) {
    return view.quota().limit().isEmpty() && view.quota().used().isPresent();
  }
}
