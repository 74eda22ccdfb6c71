package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Google's Gemini API. A key can be checked and tells nothing else: neither usage, money nor
/// limits. The limits shown are those that the config file lists, and the one that a refusal names.
///
/// Wire format: https://ai.google.dev/gemini-api/docs/rate-limits
@AutoService(Provider.class)
public final class Gemini implements Provider {

  private static final String CONFIGURED = "configured";

  /// What a row of `limits` may say, as AI Studio calls it.
  private record Column(String key, GeminiQuota quota) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("rpd", GeminiQuota.REQUESTS_PER_DAY),
          new Column("rpm", GeminiQuota.REQUESTS_PER_MINUTE),
          new Column("tpd", GeminiQuota.TOKENS_PER_DAY),
          new Column("tpm", GeminiQuota.TOKENS_PER_MINUTE));

  private static final Profile PROFILE =
      new Profile(
          "gemini",
          "Google Gemini",
          "An API key from aistudio.google.com/apikey.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url(
                  "base-url",
                  "https://generativelanguage.googleapis.com/v1beta",
                  "where the API is"),
              Option.text("check-model", "check the key by counting the tokens of a word with it"),
              Option.table(
                  "limits",
                  "the project's limits as AI Studio shows them, by model: rpm, tpm, rpd, tpd")),
          Set.of(Profile.Told.RATE_LIMITS, Profile.Told.STATUS),
          Duration.ofMinutes(15),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// No pause heals a day's quota, although the answer names one of seconds.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return answer.status() == 429 && GeminiRefusal.isOfTheDay(answer)
        ? Optional.of(Failure.Kind.EXHAUSTED)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("make a new key at aistudio.google.com/apikey");
      case FORBIDDEN -> Optional.of("let the key use the Generative Language API");
      case NO_PLAN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var quotas = new LinkedHashMap<String, Quota>();
    access
        .table("limits")
        .forEach((model, limits) ->
            configured(model, limits, now).forEach(quota -> quotas.put(quota.name(), quota)));
    for (var quota : refused(access, api, now)) {
      quotas.merge(quota.name(), quota, Gemini::told);
    }
    return Report.of(List.copyOf(quotas.values()));
  }

  private static List<Quota> configured(String model, Map<String, BigDecimal> limits, Instant now) {
    return COLUMNS.stream()
        .flatMap(column ->
            Optional.ofNullable(limits.get(column.key()))
                .map(most -> column.quota().of(Optional.of(model), now).withLimit(most))
                .map(quota -> quota.withNote(CONFIGURED))
                .stream())
        .toList();
  }

  /// A refusal that names no value still means the limit that is configured.
  private static Quota told(Quota configured, Quota refused) {
    return refused.limit().isPresent()
        ? refused
        : configured.limit().map(refused::withLimit).orElse(refused).withNote(CONFIGURED);
  }

  /// Checks the key. A refusal for a quota proves it too, and tells which quota.
  private static List<Quota> refused(Access access, Api api, Instant now) {
    try {
      check(access, api);
      return List.of();
    } catch (ApiException e) {
      var told =
          e.answer()
              .filter(answer -> answer.status() == 429)
              .map(answer -> GeminiRefusal.quotas(answer, now))
              .orElse(List.of());
      if (told.isEmpty()) {
        throw e;
      }
      return told;
    }
  }

  private static void check(Access access, Api api) {
    var base = access.uri("base-url");
    var key = access.secret("key");
    var model = access.findText("check-model").filter(name -> !name.isBlank());
    if (model.isEmpty()) {
      var list =
          Request.get(base, "/models").query("pageSize", 1).credential("x-goog-api-key", "", key);
      for (var entry : api.send(list).json().at("models").list()) {
        entry.at("name").name();
      }
      return;
    }
    var words = Map.of("contents", List.of(Map.of("parts", List.of(Map.of("text", "hi")))));
    var path = "/models/" + Request.segment(model.get().replaceFirst("^models/", ""));
    var count =
        Request.post(base, path + ":countTokens")
            .credential("x-goog-api-key", "", key)
            .json(Json.write(words));
    api.send(count).json().at("totalTokens").count();
  }
}
