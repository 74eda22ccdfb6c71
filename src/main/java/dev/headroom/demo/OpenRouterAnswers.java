package dev.headroom.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// OpenRouter's key, credits and activity. The key comes near its limit while one watches.
///
/// Wire format: https://openrouter.ai/docs/api-reference
record OpenRouterAnswers(Meter meter) implements Vendor {

  private static final List<Model> MODELS =
      List.of(
          new Model("openai/gpt-5.4", 0.55, 430_000),
          new Model("anthropic/claude-opus-5.5", 0.45, 250_000));

  private static final int BOUGHT_BEYOND = 60;
  private static final int SPENT_BEFORE = 120;

  /// What a meter's burst must be so that the share used climbs from 68 % to 97 %.
  static double burst(Meter calm) {
    return limit(calm) * 0.29;
  }

  private static double limit(Meter calm) {
    return Math.max(2, calm.inMonth(calm.start()) / 0.68);
  }

  @Override
  public Reply answer(Call call) {
    if (!call.authorized()) {
      return new Reply(
          401,
          """
          {"error": {"code": 401, "message": "Missing Authentication header"}}\
          """);
    }
    return switch (call.path()) {
      case "/key" -> Reply.ok(key(call));
      case "/credits" -> Reply.ok(credits(call));
      case "/activity" -> Reply.ok(activity(call));
      default -> new Reply(404, "{\"error\": {\"code\": 404, \"message\": \"Not Found\"}}");
    };
  }

  private String key(Call call) {
    var month = meter.inMonth(call.now());
    var today = call.now().atOffset(ZoneOffset.UTC).toLocalDate();
    var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    var limit = limit(meter);
    return """
    {"data": {"label": "sk-or-v1-dem...emo", "creator_user_id": "user_demo", "limit": %s,
      "limit_remaining": %s, "limit_reset": "monthly", "include_byok_in_limit": false,
      "usage": %s, "usage_daily": %s, "usage_weekly": %s, "usage_monthly": %s,
      "byok_usage": 0, "byok_usage_daily": 0, "byok_usage_weekly": 0, "byok_usage_monthly": 0,
      "is_free_tier": false, "is_management_key": true, "is_provisioning_key": true,
      "expires_at": null,
      "rate_limit": {"requests": -1, "interval": "10s", "note": "deprecated"}}}\
    """
        .formatted(
            Model.amount(limit, 2),
            Model.amount(Math.max(0, limit - month), 4),
            Model.amount(SPENT_BEFORE + month, 4),
            Model.amount(meter.onDay(today, call.now()), 4),
            Model.amount(since(monday, call), 4),
            Model.amount(month, 4));
  }

  private double since(LocalDate day, Call call) {
    return meter.between(day.atStartOfDay(ZoneOffset.UTC).toInstant(), call.now());
  }

  private String credits(Call call) {
    var used = SPENT_BEFORE + meter.inMonth(call.now());
    return """
    {"data": {"total_credits": %s, "total_usage": %s}}\
    """
        .formatted(
            Model.amount(SPENT_BEFORE + limit(meter) + BOUGHT_BEYOND, 2), Model.amount(used, 4));
  }

  /// The last 30 completed UTC days; today is absent.
  private String activity(Call call) {
    var today = call.now().atOffset(ZoneOffset.UTC).toLocalDate();
    return LongStream.rangeClosed(1, 30)
        .mapToObj(today::minusDays)
        .filter(day -> call.value("date").map(day.toString()::equals).orElse(true))
        .flatMap(day -> MODELS.stream().map(model -> row(day, model, call)))
        .collect(Collectors.joining(",", "{\"data\": [", "]}"));
  }

  private String row(LocalDate day, Model model, Call call) {
    var dollars = meter.onDay(day, call.now());
    return """
    {"date": "%s", "model": "%s", "model_permaslug": "%2$s", "endpoint_id": "demo",
     "provider_name": "Demo", "usage": %s, "byok_usage_inference": 0, "requests": %d,
     "prompt_tokens": %d, "completion_tokens": %d, "reasoning_tokens": 0}\
    """
        .formatted(
            day,
            model.name(),
            Model.amount(dollars * model.share(), 4),
            model.requests(dollars),
            model.tokensIn(dollars),
            model.tokensOut(dollars));
  }
}
