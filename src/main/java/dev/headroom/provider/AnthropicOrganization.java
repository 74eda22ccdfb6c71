package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What Anthropic tells an admin key, of the organization or of one workspace. Money is in cents.
/// The cost of Priority Tier is not in it.
final class AnthropicOrganization {

  private static final String DAYS_PER_PAGE = "31";
  private static final String CONFIGURED = "configured";

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
        .ifPresent(quota -> parts.add(quota.withNote(note())));
    parts.add("usage by model", this::usage);
    var limits = new AnthropicLimits(access, api);
    parts.addIfAvailable("rate limits", limits::rates);
    if (access.flag("claude-code")) {
      parts.add("Claude Code", () -> new AnthropicClaudeCode(access, api, now).read());
    }
    if (access.flag("member-limits")) {
      parts.add("member limits", limits::members);
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

  /// Every day from `first` on; the last 31 days always hold the 1st of the month.
  private Request report(String name, LocalDate first) {
    var request =
        Anthropic.organization(access, name)
            .query("starting_at", first + "T00:00:00Z")
            .query("limit", DAYS_PER_PAGE);
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

  private String note() {
    return name().map(name -> CONFIGURED + ", organization " + name).orElse(CONFIGURED);
  }

  /// What the organization is called. The vendor's reference says too little of this answer to miss
  /// it where it fails.
  private Optional<String> name() {
    try {
      var request = Anthropic.organization(access, "me").keptFor(Duration.ofHours(1));
      return api.send(request).json().at("name").findName();
    } catch (ApiException e) {
      return Optional.empty();
    }
  }
}
