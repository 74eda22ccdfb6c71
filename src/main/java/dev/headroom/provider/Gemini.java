package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
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
/// limits. The limits shown are those that the config file lists, those that Cloud Monitoring tells
/// a service account, and the one that a refusal names.
///
/// Wire format: https://ai.google.dev/gemini-api/docs/rate-limits
@AutoService(Provider.class)
public final class Gemini implements Provider {

  static final String SERVICE_ACCOUNT = "service-account";
  static final String PROJECT = "project";
  static final String MONITORING_URL = "monitoring-url";
  static final String TOKEN_URL = "token-url";
  private static final String CONFIGURED = "configured";

  /// A check may count against the requests of a minute.
  private static final Duration CHECK = Duration.ofMinutes(15);

  /// What a row of `limits` may say, as AI Studio calls it.
  private record Column(String key, GeminiQuota quota) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("rpd", GeminiQuota.REQUESTS_PER_DAY),
          new Column("rpm", GeminiQuota.REQUESTS_PER_MINUTE),
          new Column("ipm", GeminiQuota.IMAGES_PER_MINUTE),
          new Column("tpd", GeminiQuota.TOKENS_PER_DAY),
          new Column("tpm", GeminiQuota.TOKENS_PER_MINUTE));

  private static final Profile PROFILE =
      new Profile(
          "gemini",
          "Google Gemini",
          "An API key from aistudio.google.com/apikey; for limits and the day's usage also the JSON"
              + " key of a service account with Monitoring Viewer.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url(
                  "base-url",
                  "https://generativelanguage.googleapis.com/v1beta",
                  "where the API is"),
              Option.text("check-model", "check the key by counting the tokens of a word with it"),
              Option.table(
                  "limits",
                  COLUMNS.stream().map(Column::key).toList(),
                  "the project's limits as AI Studio shows them, by model: rpm, ipm, tpm, rpd, tpd"),
              Option.secret(
                      SERVICE_ACCOUNT,
                      "the JSON key of a service account: ${file:/run/secrets/gemini.json}")
                  .optional(),
              Option.text(PROJECT, "the Cloud project's id; else that of the service account"),
              Option.url(
                  MONITORING_URL, "https://monitoring.googleapis.com", "where Monitoring is"),
              Option.url(TOKEN_URL, "https://oauth2.googleapis.com", "where tokens are given")),
          Set.of(Profile.Told.RATE_LIMITS, Profile.Told.STATUS),
          CHECK,
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("gemini");
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
      case AUTH ->
          Optional.of("make a new key, at aistudio.google.com/apikey or of the service account");
      case FORBIDDEN ->
          Optional.of(
              "let the key use the Generative Language API, and the service account be Monitoring"
                  + " Viewer");
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
    var parts = new Parts();
    var refused = parts.read("key", () -> refused(access, api, now));
    if (access.findSecret(SERVICE_ACCOUNT).isPresent()) {
      parts
          .read("quota usage", () -> new GeminiMonitoring(access, api, now).read())
          .ifPresent(told -> told.forEach(quota -> quotas.put(quota.name(), quota)));
    }
    refused.ifPresent(
        told -> told.forEach(quota -> quotas.merge(quota.name(), quota, Gemini::told)));
    parts.add(List.copyOf(quotas.values()));
    return parts.report();
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
    var base = access.uri("base-url", "v1beta");
    var key = access.secret("key");
    var model = access.findText("check-model").filter(name -> !name.isBlank());
    if (model.isEmpty()) {
      var list =
          Request.get(base, "/models")
              .query("pageSize", 1)
              .credential("x-goog-api-key", "", key)
              .keptFor(CHECK);
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
            .json(Json.write(words))
            .keptFor(CHECK);
    api.send(count).json().at("totalTokens").count();
  }
}
