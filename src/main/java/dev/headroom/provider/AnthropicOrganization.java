package dev.headroom.provider;

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
import java.util.Optional;
import java.util.stream.Stream;

/// What Anthropic tells an admin key, of the organization or of one workspace. Money is in cents.
/// The cost of Priority Tier is not in it.
final class AnthropicOrganization {

  private static final String DAYS_PER_PAGE = "31";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Access access;
  private final Api api;
  private final Instant now;
  private final Optional<String> workspace;

  AnthropicOrganization(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
    this.workspace = access.findText("workspace");
  }

  Report read() {
    var parts = new Parts();
    var spend = parts.read("costs", this::costs);
    spend.ifPresent(days -> parts.add(days.readings(now)));
    if (PrepaidCredit.isGiven(access)) {
      parts.add("credit", () -> List.of(PrepaidCredit.read(access, now).left(spend, workspace)));
    }
    access
        .findNumber("monthly-limit")
        .map(limit -> MonthlySpend.quota(spend, new Money(limit, "USD"), now))
        .ifPresent(quota -> parts.add(quota.withNote("configured")));
    parts.add("usage by model", this::usage);
    parts.addIfAvailable("rate limits", this::limits);
    if (access.flag("claude-code")) {
      parts.add("Claude Code", () -> new AnthropicClaudeCode(access, api, now).read());
    }
    if (access.flag("member-limits")) {
      parts.add("member limits", this::members);
    }
    return parts.report();
  }

  /// Amounts are cents in a decimal text.
  private DailySpend costs() {
    var spend = new DailySpend();
    for (var page : costPages()) {
      for (var bucket : page.at("data").list()) {
        var day = Period.utcDay(bucket.at("starting_at").instant());
        var results = ours(bucket);
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
  private List<Json> costPages() {
    try {
      return Pages.read(
          api,
          report("cost_report", PrepaidCredit.firstDay(access, now)),
          "page",
          Pages.hasMore("next_page"));
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

  private List<Usage> usage() {
    var request =
        report("usage_report/messages", Period.utcDay(now).minusDays(30))
            .query("bucket_width", "1d")
            .query("group_by[]", "model");
    var usage = new DailyUsage();
    for (var page : Pages.read(api, request, "page", Pages.hasMore("next_page"))) {
      for (var bucket : page.at("data").list()) {
        var day = Period.utcDay(bucket.at("starting_at").instant());
        ours(bucket).forEach(result -> usage.add(usage(day, result)));
      }
    }
    return usage.readings();
  }

  /// The cache writes are nested, one count for each time to live.
  private static Usage usage(LocalDate day, Json result) {
    var creation = result.at("cache_creation");
    var read = result.at("cache_read_input_tokens").count();
    var in =
        Stream.of(
                Optional.of(result.at("uncached_input_tokens").count()),
                Optional.of(read),
                creation.at("ephemeral_1h_input_tokens").findCount(),
                creation.at("ephemeral_5m_input_tokens").findCount())
            .reduce(Optional.empty(), DailyUsage::plus);
    return Usage.ofDay(
        day,
        result.at("model").findName(),
        in,
        Optional.of(read),
        Optional.of(result.at("output_tokens").count()),
        Optional.empty());
  }

  private List<Quota> limits() {
    var request =
        get(workspace.map(id -> "workspaces/" + Request.segment(id) + "/").orElse("")
                + "rate_limits")
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
  private List<Quota> members() {
    var request = get("spend_limits/effective").keptFor(Duration.ofMinutes(15));
    return Pages.read(api, request, "page", Pages.untilAbsent("next_page")).stream()
        .flatMap(page -> page.at("data").list().stream())
        .filter(row -> row.at("amount").isPresent())
        .map(AnthropicOrganization::member)
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

  /// Every day from `first` on; the last 31 days always hold the 1st of the month.
  private Request report(String name, LocalDate first) {
    var request =
        get(name).query("starting_at", first + "T00:00:00Z").query("limit", DAYS_PER_PAGE);
    return workspace.isPresent() ? request.query("group_by[]", "workspace_id") : request;
  }

  /// The rows of the bucket that are the workspace's; those of the default one have null for it.
  private List<Json> ours(Json bucket) {
    var results = bucket.at("results").list();
    return workspace
        .map(id -> results.stream().filter(row -> isOf(row.at("workspace_id"), id)).toList())
        .orElse(results);
  }

  private static boolean isOf(Json workspace, String id) {
    if (workspace.isMissing()) {
      throw workspace.mismatch("a workspace or null");
    }
    return workspace.findText().filter(id::equals).isPresent();
  }

  private Request get(String path) {
    return Anthropic.request(
        access, Request.get(access.root("base-url"), "/v1/organizations/" + path));
  }
}
