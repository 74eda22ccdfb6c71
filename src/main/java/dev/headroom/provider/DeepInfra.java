package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// DeepInfra. Tells the balance, the spending limit and each month's cost.
///
/// Two traps: a negative balance is credit, and does not count the recent spend yet; the balance is
/// in dollars, the cost in cents.
///
/// Wire format: https://deepinfra.com/docs/billing
@AutoService(Provider.class)
public final class DeepInfra implements Provider {

  private static final String USD = "USD";

  private static final Profile PROFILE =
      new Profile(
          "deepinfra",
          "DeepInfra",
          "An API key from deepinfra.com/dash/api_keys.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.deepinfra.com", "where the API is")),
          Set.of(
              Profile.Told.BALANCE, Profile.Told.COST, Profile.Told.WINDOWS, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var parts = new Parts();
    parts.add(
        "balance",
        () ->
            balance(
                access,
                api.send(request(access, "/payment/checklist").query("compute_owed", true))
                    .json()));
    parts.add(
        "cost",
        () ->
            cost(
                api.send(
                        request(access, "/payment/usage")
                            .query("from", "current")
                            .keptFor(Duration.ofMinutes(15)))
                    .json()));
    return parts.report();
  }

  private static List<Reading> balance(Access access, Json answer) {
    var recent = answer.at("recent").decimal().max(BigDecimal.ZERO);
    var left = answer.at("stripe_balance").decimal().add(recent).negate();
    var suspended = answer.at("suspended").findFlag().orElse(false);
    var readings = new ArrayList<Reading>();
    readings.add(new Balance("Balance", new Money(left, USD), suspended));
    answer
        .at("limit")
        .findDecimal()
        .filter(limit -> limit.signum() > 0)
        .map(limit -> Quota.named("Spending limit", USD).withLimit(limit).withUsed(recent))
        .map(quota -> suspended ? suspended(quota, access, answer) : quota)
        .ifPresent(readings::add);
    return readings;
  }

  private static Quota suspended(Quota quota, Access access, Json answer) {
    return answer
        .at("suspend_reason")
        .findName()
        .map(words -> Reasons.safe(words, access.secrets()))
        .filter(words -> !words.isEmpty())
        .map(words -> quota.withBlocked().withNote("suspended: " + words))
        .orElseGet(quota::withBlocked);
  }

  private static List<Spend> cost(Json answer) {
    return answer.at("months").list().stream()
        .map(month ->
            new Spend(
                Period.month(month(month.at("period"))),
                Money.ofCents(month.at("total_cost").decimal(), USD)))
        .toList();
  }

  /// `2026.11` is November.
  private static YearMonth month(Json period) {
    return Optional.of(period.text())
        .filter(text -> text.matches("20\\d\\d[.-]\\d\\d"))
        .flatMap(DeepInfra::month)
        .orElseThrow(() -> period.mismatch("a month like 2026.11"));
  }

  private static Optional<YearMonth> month(String text) {
    try {
      return Optional.of(YearMonth.parse(text.replace('.', '-')));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("a key that may read payments is needed, not a scoped one")
        : Optional.empty();
  }

  private static Request request(Access access, String path) {
    return Request.get(access.uri("base-url"), path).bearer(access.secret("key"));
  }
}
