package dev.headroom.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Anthropic's administration API. Costs are decimal texts in cents; there is no request count.
///
/// Wire format: https://platform.claude.com/docs/en/api/admin
record AnthropicAnswers(Meter meter) implements Vendor {

  private static final List<Model> MODELS =
      List.of(
          new Model("claude-opus-5-5", 0.78, 260_000),
          new Model("claude-haiku-5-5", 0.22, 1_400_000));

  private static final String ERROR =
      """
      {"type": "error", "error": {"type": "%s", "message": "%s"}, "request_id": "req_demo"}\
      """;

  @Override
  public Reply answer(Call call) {
    if (!call.authorized()) {
      return new Reply(401, ERROR.formatted("authentication_error", "invalid x-api-key"));
    }
    return switch (call.path()) {
      case "/v1/organizations/cost_report" -> page(call, at -> cost(call, at));
      case "/v1/organizations/usage_report/messages" -> page(call, at -> usage(call, at));
      case "/v1/organizations/rate_limits" -> Reply.ok(rateLimits());
      case "/v1/organizations/me" ->
          Reply.ok(
              """
              {"id": "00000000-0000-0000-0000-000000000000", "type": "organization",
               "name": "Demo"}\
              """);
      default -> new Reply(404, ERROR.formatted("not_found_error", "Not found"));
    };
  }

  private Reply page(Call call, Function<Instant, String> results) {
    var from = call.value("starting_at").map(AnthropicAnswers::moment).orElse(Instant.EPOCH);
    var buckets = Buckets.of(call, from, 7);
    return Reply.ok(
        """
        {"data": %s, "has_more": %s, "next_page": %s}\
        """
            .formatted(
                buckets.json(at ->
                    """
                    {"starting_at": "%s", "ending_at": "%s", "results": [%s]}\
                    """
                        .formatted(at, at.plus(buckets.width()), results.apply(at))),
                buckets.hasMore(),
                buckets.nextPage()));
  }

  private static Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException _) {
      return Instant.EPOCH;
    }
  }

  private String cost(Call call, Instant day) {
    return """
    {"currency": "USD", "amount": "%s", "workspace_id": null, "description": null,
     "cost_type": null, "context_window": null, "model": null, "service_tier": null,
     "token_type": null, "inference_geo": null}\
    """
        .formatted(Model.amount(100 * spent(call, day), 6));
  }

  private String usage(Call call, Instant start) {
    var dollars = spent(call, start);
    return MODELS.stream().map(model -> usage(model, dollars)).collect(Collectors.joining(","));
  }

  private static String usage(Model model, double dollars) {
    var in = model.tokensIn(dollars);
    var cached = model.tokensCached(dollars);
    var written = Math.round(in * 0.05);
    return """
    {"uncached_input_tokens": %d,
     "cache_creation": {"ephemeral_1h_input_tokens": 0, "ephemeral_5m_input_tokens": %d},
     "cache_read_input_tokens": %d, "output_tokens": %d,
     "server_tool_use": {"web_search_requests": 0}, "account_id": null, "api_key_id": null,
     "service_account_id": null, "workspace_id": null, "model": "%s", "service_tier": null,
     "context_window": null, "inference_geo": null}\
    """
        .formatted(in - cached - written, written, cached, model.tokensOut(dollars), model.name());
  }

  private double spent(Call call, Instant start) {
    var width = call.has("bucket_width", "1h") ? Duration.ofHours(1) : Duration.ofDays(1);
    var end = start.plus(width);
    return meter.between(start, end.isBefore(call.now()) ? end : call.now());
  }

  private static String rateLimits() {
    return """
    {"data": [
      {"type": "rate_limit", "group_type": "model_group", "models": ["claude-opus-5-5"],
       "limits": [{"type": "requests_per_minute", "value": 4000},
                  {"type": "input_tokens_per_minute", "value": 2000000},
                  {"type": "output_tokens_per_minute", "value": 400000}]}],
     "next_page": null}\
    """;
  }
}
