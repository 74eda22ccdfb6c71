package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Fireworks. Tells the quotas of an account and what its month has cost; no balance.
///
/// Wire format: https://docs.fireworks.ai/api-reference/list-quotas
@AutoService(Provider.class)
public final class Fireworks implements Provider {

  private static final String ACCOUNTS = "accounts/";

  private static final Profile PROFILE =
      new Profile(
          "fireworks",
          "Fireworks",
          "An API key (fw_…) from app.fireworks.ai/settings/users/api-keys.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.fireworks.ai", "where the API is"),
              Option.text("account", "the account's id, where the key has several")),
          Set.of(
              Profile.Told.RATE_LIMITS,
              Profile.Told.COST,
              Profile.Told.WINDOWS,
              Profile.Told.STATUS),
          Duration.ofMinutes(15),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("the key's user must be allowed to read quotas and billing")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var account = account(access, api);
    var parts = new Parts();
    parts.add("quotas", () -> quotas(access, api, account, now));
    parts.add("cost", () -> cost(access, api, account, now));
    return parts.report();
  }

  /// `accounts/example-team`: the account of the config, or the only one of the key.
  private static String account(Access access, Api api) {
    var given = access.findText("account");
    if (given.isPresent()) {
      return ACCOUNTS + Request.segment(given.get().replaceFirst("^" + ACCOUNTS, ""));
    }
    var names =
        pages(api, request(access, "/v1/accounts").keptFor(Duration.ofHours(1)), "accounts")
            .stream()
            .map(row -> id(row.at("name")))
            .toList();
    if (names.size() != 1) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE,
          "the key has %d accounts; account must say which is meant".formatted(names.size()));
    }
    return ACCOUNTS + Request.segment(names.getFirst());
  }

  private static String id(Json name) {
    return Optional.of(name.name())
        .filter(text -> text.startsWith(ACCOUNTS) && text.length() > ACCOUNTS.length())
        .map(text -> text.substring(ACCOUNTS.length()))
        .orElseThrow(() -> name.mismatch("accounts/ and an id"));
  }

  private static List<Quota> quotas(Access access, Api api, String account, Instant now) {
    var request = request(access, "/v1/" + account + "/quotas").query("pageSize", 200);
    return pages(api, request, "quotas").stream().flatMap(row -> quota(row, now).stream()).toList();
  }

  /// Nothing for what the account isn't granted: a limit of zero.
  private static Optional<Quota> quota(Json row, Instant now) {
    var name = row.at("name").name().replaceFirst("^.*/", "");
    var limit = row.at("value").amount();
    if (limit.signum() == 0) {
      return Optional.empty();
    }
    var quota = kind(name, now).withLimit(limit);
    return Optional.of(row.at("usage").findAmount().map(quota::withUsed).orElse(quota));
  }

  /// What a quota is about, by the end of its name; no other field tells.
  private static Quota kind(String name, Instant now) {
    var words = name.replace('-', ' ').strip();
    var title =
        words.isEmpty()
            ? name
            : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    if (name.endsWith("-rpm")) {
      return Quota.named(title, "requests").withWindow(Duration.ofMinutes(1));
    }
    if (name.endsWith("-usd")) {
      var money = Quota.named(title, "USD");
      return name.startsWith("monthly-") ? money.withResetsAt(DailySpend.monthEnd(now)) : money;
    }
    return Quota.named(title, "units");
  }

  /// A month without any item is a month of which nothing is known yet.
  private static List<Spend> cost(Access access, Api api, String account, Instant now) {
    var month = YearMonth.from(Period.utcDay(now));
    var answer =
        api.send(
                request(access, "/v1/" + account + "/billing/summary")
                    .query("startTime", month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                    .query("endTime", now))
            .json();
    var sums = new TreeMap<String, Money>();
    for (var item : answer.at("lineItems").list()) {
      var cost = money(item.at("totalCost"));
      sums.merge(cost.currency(), cost, Money::plus);
    }
    return sums.values().stream().map(sum -> new Spend(Period.month(month), sum)).toList();
  }

  /// Whole units as a string, and billionths; each is left out when it is zero, both never.
  private static Money money(Json cost) {
    var units = cost.at("units").findDecimal();
    var nanos = cost.at("nanos").findDecimal();
    if (units.isEmpty() && nanos.isEmpty()) {
      throw cost.mismatch("an amount");
    }
    var amount =
        units
            .orElse(BigDecimal.ZERO)
            .add(nanos.orElse(BigDecimal.ZERO).movePointLeft(9))
            .stripTrailingZeros();
    return new Money(amount, cost.at("currencyCode").name());
  }

  private static List<Json> pages(Api api, Request request, String list) {
    var rows = new ArrayList<Json>();
    Pages.read(api, request, "pageToken", Pages.untilAbsent("nextPageToken"))
        .forEach(page -> rows.addAll(page.at(list).list()));
    return rows;
  }

  private static Request request(Access access, String path) {
    return Request.get(access.root("base-url"), path).bearer(access.secret("key"));
  }
}
