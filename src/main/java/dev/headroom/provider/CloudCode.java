package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A conversation with Google's Cloud Code about one account, directly or through a proxy.
///
/// The summary tells the pools of today. Older backends tell only a share for each model, others
/// only daily buckets; each is asked when the one before is not there.
final class CloudCode {

  private static final String METADATA =
      """
      {"metadata":{"ideType":"ANTIGRAVITY","platform":"PLATFORM_UNSPECIFIED","pluginType":"GEMINI"}}\
      """;
  private static final Duration HOUR = Duration.ofHours(1);

  private final Line line;
  private final Parts parts;

  /// How a method of `v1internal` is asked.
  interface Line {
    /// The answer to `method`, or an earlier one that is not older than `keptFor`.
    Json ask(String method, String body, Duration keptFor);
  }

  private CloudCode(Line line, Parts parts) {
    this.line = line;
    this.parts = parts;
  }

  /// Adds what the account on `line` tells.
  static void read(Line line, Parts parts) {
    new CloudCode(line, parts).read();
  }

  private void read() {
    var account = parts.read("account", () -> line.ask("loadCodeAssist", METADATA, HOUR));
    account.ifPresent(it -> {
      parts.read("plan", () -> CloudCodeAccount.plan(it)).ifPresent(parts::plan);
      parts.add("credits", () -> CloudCodeAccount.credits(it));
    });
    var project =
        account
            .flatMap(it -> parts.read("project", () -> CloudCodeAccount.project(it)))
            .flatMap(id -> id);
    readPools(project);
  }

  private void readPools(Optional<String> project) {
    try {
      var summary = ask("retrieveUserQuotaSummary", project, Duration.ZERO);
      parts
          .read("pools", () -> CloudCodePools.ofSummary(summary))
          .ifPresent(pools -> parts.add(withMembers(pools, project)));
    } catch (ApiException e) {
      otherwise(e, "pools", () -> readModels(project));
    }
  }

  private List<Quota> withMembers(List<Quota> pools, Optional<String> project) {
    return parts
        .readIfAvailable(
            "models of the pools",
            () -> CloudCodePools.models(ask("fetchAvailableModels", project, HOUR)))
        .map(models -> CloudCodePools.withMembers(pools, models))
        .orElse(pools);
  }

  private void readModels(Optional<String> project) {
    try {
      var answer = ask("fetchAvailableModels", project, Duration.ZERO);
      parts.add(
          "models",
          () -> {
            var models = CloudCodePools.models(answer);
            return project.isPresent() && CloudCodePools.isUsed(models)
                ? CloudCodePools.ofModels(models, true)
                : CloudCodePools.estimated(models, checked(project));
          });
    } catch (ApiException e) {
      otherwise(e, "models", () -> parts.add("quota", () -> daily(project)));
    }
  }

  private List<Quota> daily(Optional<String> project) {
    return CloudCodePools.ofBuckets(ask("retrieveUserQuota", project, Duration.ZERO));
  }

  /// What is known beside a list of models that may only say that they exist; nothing is fine, too.
  private List<Quota> checked(Optional<String> project) {
    try {
      return daily(project);
    } catch (ApiException e) {
      return List.of();
    }
  }

  /// Goes on to `older` where the backend doesn't know the method. An account that is barred or
  /// used up is so as a whole; anything else is a gap.
  private void otherwise(ApiException e, String part, Runnable older) {
    switch (e.failure().kind()) {
      case AUTH, FORBIDDEN, NO_PLAN, EXHAUSTED -> throw e;
      case NOT_AVAILABLE -> older.run();
      case RATE_LIMITED, UNREACHABLE, UNREADABLE -> parts.gap(new Gap(part, e.failure()));
    }
  }

  /// Without the project where that may not be used: the account's own is then meant.
  private Json ask(String method, Optional<String> project, Duration keptFor) {
    if (project.isEmpty()) {
      return line.ask(method, "{}", keptFor);
    }
    try {
      return line.ask(method, Json.write(Map.of("project", project.get())), keptFor);
    } catch (ApiException e) {
      if (e.failure().kind() == Kind.FORBIDDEN
          && e.answer().filter(CloudCode::isPlain).isPresent()) {
        return line.ask(method, "{}", keptFor);
      }
      throw e;
    }
  }

  private static boolean isPlain(Answer answer) {
    return !wantsVerification(answer)
        && !ErrorBody.of(answer).has("service_disabled", "tos_violation");
  }

  private static boolean wantsVerification(Answer answer) {
    var body = ErrorBody.of(answer);
    return answer.status() == 403
        && (body.has("validation_required")
            || body.says("verify your account")
            || answer.text().contains("validation_url"));
  }

  /// What an error answer means beyond its status.
  static Optional<Kind> meaning(Answer answer) {
    return answer.status() == 429 && ErrorBody.of(answer).has("quota_exhausted")
        ? Optional.of(Kind.EXHAUSTED)
        : Optional.empty();
  }

  /// `refusal` in words that help. The link by which an account is verified is its owner's alone,
  /// so it never gets further than here.
  static ApiException explained(ApiException refusal, Instant now) {
    return refusal
        .answer()
        .flatMap(answer -> explained(refusal.failure(), answer, now))
        .map(failure -> new ApiException(failure, refusal.answer()))
        .orElse(refusal);
  }

  private static Optional<Failure> explained(Failure failure, Answer answer, Instant now) {
    if (wantsVerification(answer)) {
      var verification = verification();
      return Optional.of(
          new Failure(verification.kind(), verification.reason(), Optional.of(now.plus(HOUR))));
    }
    if (failure.kind() == Kind.FORBIDDEN && ErrorBody.of(answer).has("service_disabled")) {
      return Optional.of(
          Failure.of(
              Kind.FORBIDDEN,
              "the API is off in the account's project (403); enable Gemini for Google Cloud there"));
    }
    return failure.kind() == Kind.EXHAUSTED
        ? RetryAfter.read(answer, now)
            .map(now::plus)
            .or(() -> resetsAt(answer))
            .map(at -> new Failure(failure.kind(), failure.reason(), Optional.of(at)))
        : Optional.empty();
  }

  /// Where no delay is told, the quota's own reset may be.
  private static Optional<Instant> resetsAt(Answer answer) {
    try {
      return answer.json().at("error").at("details").listOrEmpty().stream()
          .flatMap(it -> it.at("metadata").at("quotaResetTimeStamp").findInstant().stream())
          .findFirst();
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  static Failure verification() {
    return Failure.of(
        Kind.FORBIDDEN,
        "Google wants the account verified; its owner gets the link by signing in to Antigravity");
  }
}
