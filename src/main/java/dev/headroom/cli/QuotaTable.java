package dev.headroom.cli;

import dev.headroom.command.Standing;
import dev.headroom.command.Times;
import dev.headroom.usage.Money;
import dev.headroom.view.AccountView;
import dev.headroom.view.QuotaView;
import dev.headroom.view.Spending;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Accounts as people read them beside a provider's own page. What nobody tells is a dash.
final class QuotaTable {

  private static final String UNTOLD = "-";
  private static final List<String> QUOTAS =
      List.of("account", "status", "quota", "used", "limit", "unit", "%", "resets", "read");

  private final Instant now;
  private final DateTimeFormatter moments;

  /// @param zone where people read dates
  QuotaTable(Instant now, ZoneId zone) {
    this.now = now;
    this.moments =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH).withZone(zone);
  }

  String of(List<AccountView> accounts) {
    var text = new StringBuilder();
    section(text, "quotas", QUOTAS, accounts.stream().flatMap(this::quotas).toList());
    section(
        text,
        "spend, in UTC days",
        List.of("account", "today", "this month"),
        accounts.stream().flatMap(QuotaTable::spending).toList());
    section(
        text,
        "balances",
        List.of("account", "balance", "left"),
        accounts.stream().flatMap(QuotaTable::balances).toList());
    section(text, "not read", List.of(), accounts.stream().flatMap(this::unread).toList());
    section(text, "in part", List.of(), accounts.stream().flatMap(QuotaTable::gaps).toList());
    return text.isEmpty() ? "there is no account\n" : text.toString();
  }

  private static void section(
      StringBuilder text, String title, List<String> header, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var all = new ArrayList<List<String>>();
    if (!header.isEmpty()) {
      all.add(header);
    }
    all.addAll(rows);
    text.append(text.isEmpty() ? "" : "\n").append(title).append('\n').append(Columns.of(all));
  }

  /// A row for each quota, the account itself on the first only.
  private Stream<List<String>> quotas(AccountView view) {
    var id = view.account().id();
    var status = view.status().word();
    var read = view.readAt().map(at -> Times.ago(at, now)).orElse("never");
    if (view.quotas().isEmpty()) {
      return Stream.of(List.of(id, status, UNTOLD, UNTOLD, UNTOLD, UNTOLD, UNTOLD, UNTOLD, read));
    }
    return IntStream.range(0, view.quotas().size())
        .mapToObj(place ->
            place == 0
                ? row(id, status, view.quotas().get(place), read)
                : row("", "", view.quotas().get(place), ""));
  }

  private List<String> row(String id, String status, QuotaView view, String read) {
    var quota = view.quota();
    return List.of(
        id,
        status,
        quota.name() + quota.note().map(note -> " (" + note + ")").orElse(""),
        quota.used().filter(used -> !view.reset()).map(Numbers::of).orElse(UNTOLD),
        quota.limit().map(Numbers::of).orElse(UNTOLD),
        quota.unit(),
        view.usedPercent().map(Numbers::percent).orElse(UNTOLD),
        view.reset() ? "was reset" : quota.resetsAt().map(this::in).orElse(UNTOLD),
        read);
  }

  private String in(Instant reset) {
    return "in " + Times.duration(Duration.between(now, reset));
  }

  private static Stream<List<String>> spending(AccountView view) {
    return view.spending().stream().map(spending -> spending(view, spending));
  }

  private static List<String> spending(AccountView view, Spending spending) {
    return List.of(view.account().id(), money(spending.today()), money(spending.monthToDate()));
  }

  private static String money(Optional<Money> money) {
    return money.map(Numbers::money).orElse(UNTOLD);
  }

  private static Stream<List<String>> balances(AccountView view) {
    return view.balances().stream()
        .map(balance ->
            List.of(
                view.account().id(),
                balance.name(),
                Numbers.money(balance.amount())
                    + (balance.depleted() ? ", no longer served" : "")));
  }

  private Stream<List<String>> unread(AccountView view) {
    if (!view.isHidden()) {
      return Stream.empty();
    }
    var why =
        view.trouble()
            .map(this::trouble)
            .or(() -> view.readAt().map(at -> "stale: last read " + moments.format(at)))
            .orElse("never read yet; --fresh reads it now, and headroom run from now on");
    return Stream.of(List.of(view.account().id(), why));
  }

  private String trouble(AccountView.Trouble trouble) {
    var since = trouble.since().map(at -> " since " + moments.format(at)).orElse("");
    return Standing.words(trouble.failure().kind()) + since + ": " + trouble.failure().reason();
  }

  private static Stream<List<String>> gaps(AccountView view) {
    return view.gaps().stream()
        .map(gap ->
            List.of(view.account().id(), "no " + gap.part() + ": " + gap.failure().reason()));
  }
}
