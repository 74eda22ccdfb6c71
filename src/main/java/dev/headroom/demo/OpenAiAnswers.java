package dev.headroom.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// OpenAI's administration API. Costs are in dollars, the spend limit is in cents.
///
/// Wire format: https://platform.openai.com/docs/api-reference/usage
record OpenAiAnswers(Meter meter) implements Vendor {

  private static final List<Model> MODELS =
      List.of(new Model("gpt-5.4", 0.66, 420_000), new Model("gpt-5.4-mini", 0.34, 1_900_000));

  /// What the share of the limit is that stands used when the demo starts.
  private static final double USED_AT_START = 0.62;

  private static final String ERROR =
      """
      {"error": {"message": "%s", "type": "invalid_request_error", "param": null, "code": %s}}\
      """;

  @Override
  public Reply answer(Call call) {
    if (!call.authorized()) {
      return refused();
    }
    return switch (call.path()) {
      case "/organization/costs" -> page(call, at -> cost(call, at), 7);
      case "/organization/usage/completions" -> page(call, at -> usage(call, at), 7);
      case "/organization/spend_limit" -> Reply.ok(spendLimit());
      case "/organization/projects" -> Reply.ok(projects());
      default -> other(call);
    };
  }

  /// The answer to a key that was revoked.
  static Reply refused() {
    return new Reply(
        401,
        ERROR.formatted("Incorrect API key provided: sk-admin-****demo.", "\"invalid_api_key\""));
  }

  private Reply other(Call call) {
    if (call.path().matches("/organization/projects/[a-z_0-9]+/rate_limits")) {
      return Reply.ok(rateLimits());
    }
    return call.path().startsWith("/organization/usage/")
        ? page(call, _ -> "", 7)
        : new Reply(404, ERROR.formatted("Not found.", "null"));
  }

  private Reply page(Call call, Function<Instant, String> results, int fallback) {
    var start = Instant.ofEpochSecond(call.number("start_time", 0));
    var buckets = Buckets.of(call, start, fallback);
    return Reply.ok(
        """
        {"object": "page", "data": %s, "has_more": %s, "next_page": %s}\
        """
            .formatted(
                buckets.json(at ->
                    """
                    {"object": "bucket", "start_time": %d, "end_time": %d, "results": [%s]}\
                    """
                        .formatted(
                            at.getEpochSecond(),
                            at.plus(buckets.width()).getEpochSecond(),
                            results.apply(at))),
                buckets.hasMore(),
                buckets.nextPage()));
  }

  private String cost(Call call, Instant day) {
    var dollars = spent(call, day);
    if (!call.has("group_by", "line_item")) {
      return cost(dollars, "null");
    }
    return MODELS.stream()
        .map(model -> cost(dollars * model.share(), "\"" + model.name() + "\""))
        .collect(Collectors.joining(","));
  }

  private static String cost(double dollars, String lineItem) {
    return """
    {"object": "organization.costs.result", "amount": {"value": %s, "currency": "usd"},
     "line_item": %s, "project_id": null, "api_key_id": null, "quantity": null,
     "quantity_unit": null}\
    """
        .formatted(Model.amount(dollars, 4), lineItem);
  }

  private String usage(Call call, Instant start) {
    var dollars = spent(call, start);
    if (call.has("group_by", "model")) {
      return MODELS.stream()
          .map(model -> usage(model, dollars, "\"" + model.name() + "\""))
          .collect(Collectors.joining(","));
    }
    return usage(new Model("all", 1, 920_000), dollars, "null");
  }

  private static String usage(Model model, double dollars, String name) {
    var in = model.tokensIn(dollars);
    var cached = model.tokensCached(dollars);
    return """
    {"object": "organization.usage.completions.result", "input_tokens": %d,
     "input_cached_tokens": %d, "input_cache_write_tokens": 0, "input_uncached_tokens": %d,
     "output_tokens": %d, "num_model_requests": %d, "model": %s, "project_id": null,
     "user_id": null, "api_key_id": null, "batch": null, "service_tier": null}\
    """
        .formatted(
            in, cached, in - cached, model.tokensOut(dollars), model.requests(dollars), name);
  }

  private double spent(Call call, Instant start) {
    var end = start.plus(call.has("bucket_width", "1h") ? Duration.ofHours(1) : Duration.ofDays(1));
    return meter.between(start, end.isBefore(call.now()) ? end : call.now());
  }

  private String spendLimit() {
    var dollars = Math.max(5, 5 * Math.round(meter.inMonth(meter.start()) / USED_AT_START / 5));
    return """
    {"object": "organization.spend_limit", "threshold_amount": %d, "currency": "USD",
     "interval": "month", "enforcement": {"status": "enforcing"}}\
    """
        .formatted(100 * dollars);
  }

  private static String projects() {
    return """
    {"object": "list", "data": [
      {"id": "proj_demo", "object": "organization.project", "name": "Demo",
       "created_at": 1770076800, "archived_at": null, "status": "active"}],
     "first_id": "proj_demo", "last_id": "proj_demo", "has_more": false}\
    """;
  }

  private static String rateLimits() {
    return """
    {"object": "list", "data": [
      {"object": "project.rate_limit", "id": "rl-gpt-5.4", "model": "gpt-5.4",
       "max_requests_per_1_minute": 5000, "max_tokens_per_1_minute": 800000},
      {"object": "project.rate_limit", "id": "rl-gpt-5.4-mini", "model": "gpt-5.4-mini",
       "max_requests_per_1_minute": 10000, "max_tokens_per_1_minute": 4000000}],
     "first_id": "rl-gpt-5.4", "last_id": "rl-gpt-5.4-mini", "has_more": false}\
    """;
  }
}
