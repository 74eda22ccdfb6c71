package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Anthropic's Claude API. An admin key tells costs, tokens and the configured limits of the whole
/// organization; an inference key tells only the limits in the headers of a call.
///
/// Wire format: https://platform.claude.com/docs/en/manage-claude/usage-cost-api
@AutoService(Provider.class)
public final class Anthropic implements Provider {

  private static final String DAYS_PER_PAGE = "31";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Profile PROFILE =
      new Profile(
          "anthropic",
          "Anthropic",
          "An admin key (sk-ant-admin…) from platform.claude.com, Settings, Admin keys; with"
              + " probe-model an ordinary key.",
          List.of(
              Option.secret("key", "the admin key"),
              Option.url("base-url", "https://api.anthropic.com", "where the API is"),
              Option.number(
                  "monthly-limit", "the monthly spend cap in USD, which the API doesn't tell"),
              Option.flag(
                  "member-limits", "also read each member's spend limit (Claude Enterprise)"),
              Option.text(
                      "probe-model",
                      "read the rate limits of an ordinary key by a 1-token call to this model, every"
                          + " 15 minutes at most")
                  .spending("a few tokens every 15 minutes")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.RATE_LIMITS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  private static final List<RateLimitHeaders.Window> WINDOWS =
      List.of(
          window("Requests/min", "requests", "anthropic-ratelimit-requests"),
          window("Tokens/min", "tokens", "anthropic-ratelimit-tokens"),
          window("Input tokens/min", "tokens", "anthropic-ratelimit-input-tokens"),
          window("Output tokens/min", "tokens", "anthropic-ratelimit-output-tokens"),
          window("Priority input tokens/min", "tokens", "anthropic-priority-input-tokens"),
          window("Priority output tokens/min", "tokens", "anthropic-priority-output-tokens"),
          window("Fast input tokens/min", "tokens", "anthropic-fast-input-tokens"),
          window("Fast output tokens/min", "tokens", "anthropic-fast-output-tokens"));

  private static RateLimitHeaders.Window window(String name, String unit, String prefix) {
    return RateLimitHeaders.Window.prefixed(name, unit, MINUTE, prefix);
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.FORBIDDEN
        ? Optional.of("an admin key is needed, or probe-model for an ordinary one")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var probe = access.findText("probe-model");
    if (probe.isPresent()) {
      return Report.of(Probe.read(api, probe(access, probe.get()), WINDOWS, now));
    }
    var parts = new Parts();
    var spend = parts.read("costs", () -> costs(access, api, now));
    spend.ifPresent(days -> parts.add(days.readings(now)));
    access
        .findNumber("monthly-limit")
        .ifPresent(limit ->
            parts.add(
                MonthlySpend.quota(spend, new Money(limit, "USD"), now).withNote("configured")));
    parts.add("usage by model", () -> usage(access, api, now));
    parts.addIfAvailable("rate limits", () -> limits(access, api));
    if (access.flag("member-limits")) {
      parts.add("member limits", () -> members(access, api));
    }
    return parts.report();
  }

  private static Request probe(Access access, String model) {
    return request(access, Request.post(access.uri("base-url"), "/v1/messages"))
        .json(
            Json.write(
                Map.of(
                    "model",
                    model,
                    "max_tokens",
                    1,
                    "messages",
                    List.of(Map.of("role", "user", "content", "hi")))))
        .asProbe()
        .keptFor(Probe.PAUSE);
  }

  /// Amounts are cents in a decimal text.
  private static DailySpend costs(Access access, Api api, Instant now) {
    var spend = new DailySpend();
    for (var page : costPages(access, api, now)) {
      for (var bucket : page.at("data").list()) {
        var day = Period.utcDay(bucket.at("starting_at").instant());
        var results = bucket.at("results").list();
        if (results.isEmpty()) {
          spend.add(day, Money.zero("USD"));
        }
        for (var result : results) {
          spend.add(
              day, Money.ofCents(result.at("amount").decimal(), result.at("currency").name()));
        }
      }
    }
    return spend;
  }

  /// While no day of the range is complete, the vendor answers 400 instead of nothing.
  private static List<Json> costPages(Access access, Api api, Instant now) {
    try {
      return Pages.read(
          api, report(access, "cost_report", now), "page", Pages.hasMore("next_page"));
    } catch (ApiException e) {
      var early =
          e.answer()
              .filter(answer ->
                  answer.status() == 400
                      && ErrorBody.of(answer).says("ending date must be after starting date"));
      if (early.isPresent()) {
        return List.of();
      }
      throw e;
    }
  }

  private static List<Usage> usage(Access access, Api api, Instant now) {
    var request =
        report(access, "usage_report/messages", now)
            .query("bucket_width", "1d")
            .query("group_by[]", "model");
    var usage = new DailyUsage();
    for (var page : Pages.read(api, request, "page", Pages.hasMore("next_page"))) {
      for (var bucket : page.at("data").list()) {
        var day = Period.utcDay(bucket.at("starting_at").instant());
        bucket.at("results").list().forEach(result -> usage.add(usage(day, result)));
      }
    }
    return usage.readings();
  }

  /// The cache writes are nested, one count for each time to live.
  private static Usage usage(LocalDate day, Json result) {
    var creation = result.at("cache_creation");
    var read = result.at("cache_read_input_tokens").count();
    var in =
        Optional.of(result.at("uncached_input_tokens").count())
            .flatMap(count -> DailyUsage.plus(Optional.of(count), Optional.of(read)))
            .flatMap(count ->
                DailyUsage.plus(
                    Optional.of(count), creation.at("ephemeral_1h_input_tokens").findCount()))
            .flatMap(count ->
                DailyUsage.plus(
                    Optional.of(count), creation.at("ephemeral_5m_input_tokens").findCount()));
    return Usage.ofDay(
        day,
        result.at("model").findName(),
        in,
        Optional.of(read),
        Optional.of(result.at("output_tokens").count()),
        Optional.empty());
  }

  private static List<Quota> limits(Access access, Api api) {
    var request =
        request(access, Request.get(access.uri("base-url"), "/v1/organizations/rate_limits"))
            .keptFor(Duration.ofHours(1));
    var quotas = new ArrayList<Quota>();
    for (var page : Pages.read(api, request, "page", Pages.untilAbsent("next_page"))) {
      for (var group : page.at("data").list()) {
        var models = group.at("models").listOrEmpty().stream().map(Json::name).toList();
        var name = group(group, models);
        for (var limit : group.at("limits").list()) {
          quotas.add(limit(name, models, limit));
        }
      }
    }
    return quotas;
  }

  private static String group(Json group, List<String> models) {
    return group
        .at("group")
        .at("display_name")
        .findName()
        .or(() -> models.stream().findFirst())
        .orElseGet(() -> group.at("group_type").name().replace('_', ' '));
  }

  private static Quota limit(String group, List<String> models, Json limit) {
    var type = limit.at("type").name().replace("_per_minute", "/min").replace('_', ' ');
    return Quota.named(group + ": " + type, type.contains("token") ? "tokens" : "requests")
        .withLimit(limit.at("value").amount())
        .withWindow(MINUTE)
        .withMembers(models);
  }

  /// Cents again. A member without an amount has no limit.
  private static List<Quota> members(Access access, Api api) {
    var request =
        request(
                access,
                Request.get(access.uri("base-url"), "/v1/organizations/spend_limits/effective"))
            .keptFor(Duration.ofMinutes(15));
    return Pages.read(api, request, "page", Pages.untilAbsent("next_page")).stream()
        .flatMap(page -> page.at("data").list().stream())
        .filter(row -> row.at("amount").isPresent())
        .map(Anthropic::member)
        .toList();
  }

  private static Quota member(Json row) {
    var actor = row.at("actor");
    var who = actor.at("name").findName().orElseGet(() -> actor.at("user_id").name());
    return Quota.named(
            "Spend limit of %s, %s".formatted(who, row.at("period").name()),
            row.at("currency").name())
        .withLimit(row.at("amount").amount().movePointLeft(2))
        .withUsed(row.at("period_to_date_spend").amount().movePointLeft(2));
  }

  /// The last 31 days, which always hold the 1st of the month.
  private static Request report(Access access, String name, Instant now) {
    var first = Period.utcDay(now).minusDays(30);
    return request(access, Request.get(access.uri("base-url"), "/v1/organizations/" + name))
        .query("starting_at", first + "T00:00:00Z")
        .query("limit", DAYS_PER_PAGE);
  }

  private static Request request(Access access, Request request) {
    return request
        .header("anthropic-version", "2023-06-01")
        .credential("x-api-key", "", access.secret("key"));
  }
}
