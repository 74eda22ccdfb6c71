package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// OpenRouter. Any key tells its own limit and spend; a management key tells the account's credits,
/// its activity by model and the limits of its keys. Days and weeks are UTC, weeks begin on Monday.
///
/// Wire format: https://openrouter.ai/docs/api-reference/limits
@AutoService(Provider.class)
public final class OpenRouter implements Provider {

  private static final String USD = "USD";

  private static final Profile PROFILE =
      new Profile(
          "openrouter",
          "OpenRouter",
          "An API key from openrouter.ai/settings/keys; a management key also tells credits,"
              + " activity and all keys' limits.",
          List.of(
              Option.secret("key", "the API or management key"),
              Option.url("base-url", "https://openrouter.ai/api/v1", "where the API is"),
              Option.text(
                  "workspace",
                  "the id of the workspace whose keys' limits are read; else the default one")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.BALANCE,
              Profile.Told.PLAN,
              Profile.Told.WINDOWS,
              Profile.Told.STATUS),
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
    var key = parts.read("key", () -> Key.read(api.send(request(access, "/key")).json(), now));
    key.ifPresent(known -> parts.plan(known.plan()));
    key.ifPresent(known -> parts.add(known.readings(now)));
    var manages = key.map(Key::manages);
    if (manages.orElse(true)) {
      parts.add("credits", () -> credits(api.send(request(access, "/credits")).json(), manages));
      parts.add("activity", () -> activity(access, api));
      parts.addIfAvailable("keys", () -> new OpenRouterKeys(keys(access), api).read(now));
    }
    return parts.report();
  }

  /// What `/key` tells of the key that asks.
  private record Key(
      boolean manages,
      String plan,
      Optional<Quota> quota,
      BigDecimal today,
      BigDecimal week,
      BigDecimal month) {

    static Key read(Json answer, Instant now) {
      var data = answer.at("data");
      return new Key(
          data.at("is_management_key")
              .findFlag()
              .or(data.at("is_provisioning_key")::findFlag)
              .orElse(false),
          data.at("is_free_tier").flag() ? "Free" : "Pay-as-you-go",
          OpenRouterLimit.read("Key limit", data, now),
          data.at("usage_daily").amount(),
          data.at("usage_weekly").amount(),
          data.at("usage_monthly").amount());
    }

    /// A management key makes no calls: its own spend is not the account's.
    List<Reading> readings(Instant now) {
      var readings = new ArrayList<Reading>();
      quota.ifPresent(readings::add);
      if (!manages) {
        var day = Period.utcDay(now);
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        readings.add(new Spend(Period.day(day), new Money(today, USD)));
        readings.add(new Spend(new Period(monday, monday.plusWeeks(1)), new Money(week, USD)));
        readings.add(new Spend(Period.month(YearMonth.from(day)), new Money(month, USD)));
      }
      return readings;
    }
  }

  /// An inference key is answered with zeros instead of a refusal, so zeros count only for a key
  /// that is known to manage.
  private static List<Balance> credits(Json answer, Optional<Boolean> manages) {
    var data = answer.at("data");
    var bought = data.at("total_credits").amount();
    var used = data.at("total_usage").amount();
    if (manages.isEmpty() && bought.signum() == 0 && used.signum() == 0) {
      throw data.mismatch("the credits of a management key");
    }
    var left = bought.subtract(used);
    return List.of(new Balance("Credits", new Money(left, USD), left.signum() <= 0));
  }

  /// The last 30 whole days; today is never among them. What calls by one's own provider keys cost
  /// is charged by those providers, and left out.
  private static List<Reading> activity(Access access, Api api) {
    var rows =
        api.send(request(access, "/activity").keptFor(Duration.ofHours(1)))
            .json()
            .at("data")
            .list();
    var usage = new DailyUsage();
    var spend = new DailySpend();
    for (var row : rows) {
      var day = row.at("date").date();
      usage.add(usage(day, row));
      spend.add(day, new Money(row.at("usage").amount(), USD));
    }
    var readings = new ArrayList<Reading>(usage.readings());
    readings.addAll(spend.days());
    return readings;
  }

  private static Usage usage(LocalDate day, Json row) {
    return Usage.ofDay(
        day,
        row.at("model").findName(),
        Optional.of(row.at("prompt_tokens").count()),
        Optional.empty(),
        Optional.of(row.at("completion_tokens").count()),
        Optional.of(row.at("requests").count()));
  }

  private static Request keys(Access access) {
    var request = request(access, "/keys");
    return access
        .findText("workspace")
        .map(id -> request.query("workspace_id", id))
        .orElse(request);
  }

  private static Request request(Access access, String path) {
    return Request.get(access.uri("base-url"), path).bearer(access.secret("key"));
  }
}
