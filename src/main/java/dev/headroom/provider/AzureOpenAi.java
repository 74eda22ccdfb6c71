package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.provider.RateLimitHeaders.Window;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Azure OpenAI. An Entra application tells the quota that deployments have been given and what
/// they consume; a resource's own key tells only the limits in the headers of a call.
///
/// Wire format: https://learn.microsoft.com/rest/api/aiservices/accountmanagement/usages/list and
/// https://learn.microsoft.com/azure/ai-services/openai/quotas-limits
@AutoService(Provider.class)
public final class AzureOpenAi implements Provider {

  static final String TENANT = "tenant";
  static final String CLIENT = "client-id";
  static final String CLIENT_SECRET = "client-secret";
  static final String SUBSCRIPTION = "subscription";
  private static final String COST = "cost";
  private static final String KEY = "key";
  private static final String ENDPOINT = "endpoint";
  private static final String DEPLOYMENTS = "probe-deployments";

  private static final Profile PROFILE =
      new Profile(
          "azure-openai",
          "Azure OpenAI",
          "An Entra application with Cognitive Services Usages Reader on the subscription and"
              + " Monitoring Reader on the resources, for cost also Cost Management Reader, or a resource's endpoint and key.",
          List.of(
              Option.text(TENANT, "the directory's id"),
              Option.text(CLIENT, "the application's id"),
              Option.secret(CLIENT_SECRET, "the application's secret").optional(),
              Option.text(SUBSCRIPTION, "the subscription's id"),
              Option.list("locations", "regions whose quota is read: swedencentral"),
              Option.list(
                  "resources",
                  "resources whose tokens are read, as /subscriptions/…/accounts/NAME"),
              Option.flag(
                  COST,
                  "also read what the resources cost, or without any all of the subscription's"
                      + " Cognitive Services; needs Cost Management Reader"),
              Option.url(
                  "base-url", "https://management.azure.com", "where the Resource Manager is"),
              Option.url(
                  "token-url", "https://login.microsoftonline.com", "where tokens are given"),
              new Option(
                  ENDPOINT,
                  Option.Form.URL,
                  false,
                  Optional.empty(),
                  List.of(),
                  "a resource's endpoint: https://NAME.openai.azure.com"),
              Option.secret(KEY, "the resource's key").optional(),
              Option.text("api-version", "of the resource's endpoint").or("2024-10-21"),
              Option.list(
                      DEPLOYMENTS,
                      "read the rate limits of these deployments by a 1-token call to each, every 15"
                          + " minutes at most")
                  .spending("a few tokens for each of them every 15 minutes")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.RATE_LIMITS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("gpt");
  }

  /// The token endpoint answers 400 to a wrong tenant, application or secret, with a code of its
  /// own in the words.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    var body = ErrorBody.of(answer);
    return answer.status() == 400 && body.says("AADSTS")
        ? Optional.of(Failure.Kind.AUTH)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("check tenant, client-id and client-secret, or the resource's key");
      case FORBIDDEN ->
          Optional.of(
              "assign Cognitive Services Usages Reader, Monitoring Reader and, for cost, Cost"
                  + " Management Reader");
      case NO_PLAN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var parts = new Parts();
    var manages = access.findSecret(CLIENT_SECRET).isPresent();
    var calls = access.findSecret(KEY).isPresent() && access.findText(ENDPOINT).isPresent();
    if (!manages && !calls) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE,
          "either client-secret or endpoint and key must be configured");
    }
    if (manages) {
      for (var key : List.of(TENANT, CLIENT, SUBSCRIPTION)) {
        if (access.findText(key).isEmpty()) {
          throw ApiException.of(
              Failure.Kind.NOT_AVAILABLE, key + " must be configured beside client-secret");
        }
      }
      manage(access, new AzureLogin(access, api, now), now, parts);
    }
    if (calls) {
      endpoint(access, api, now, parts);
    }
    return parts.report();
  }

  private static void manage(Access access, AzureLogin login, Instant now, Parts parts) {
    new AzureManagement(access, login, now).read(parts);
    if (access.flag(COST)) {
      parts.add("cost", () -> new AzureCost(access, login, now).read());
    }
    if (access.list("locations").isEmpty()
        && access.list("resources").isEmpty()
        && !access.flag(COST)) {
      parts.read("login", login::check);
    }
  }

  private static void endpoint(Access access, Api api, Instant now, Parts parts) {
    var deployments = access.list(DEPLOYMENTS);
    if (deployments.isEmpty()) {
      var models = keyed(access, Request.get(access.uri(ENDPOINT), "/openai/models"));
      parts.read("endpoint", () -> api.send(models).json().at("data").list());
    }
    for (var deployment : deployments) {
      parts.add("rate limits of " + deployment, () -> probe(access, api, deployment, now));
    }
  }

  /// Requests may be counted in slices of ten seconds, so that their span is not known. Resets are
  /// bare seconds; the Responses API's `-1` means nothing.
  private static List<Quota> probe(Access access, Api api, String deployment, Instant now) {
    var path = "/openai/deployments/" + Request.segment(deployment) + "/chat/completions";
    var to = keyed(access, Request.post(access.uri(ENDPOINT), path));
    return ChatProbe.read(
        api,
        ChatProbe.request(to, deployment, "max_completion_tokens"),
        deployment,
        List.of(
            window(deployment, "requests", Optional.empty()),
            window(deployment, "tokens", Optional.of(Duration.ofMinutes(1)))),
        now);
  }

  private static Window window(String deployment, String what, Optional<Duration> length) {
    return new Window(
        deployment + ": " + what + (length.isPresent() ? "/min" : ""),
        what,
        length,
        "x-ratelimit-limit-" + what,
        "x-ratelimit-remaining-" + what,
        "x-ratelimit-reset-" + what);
  }

  private static Request keyed(Access access, Request request) {
    return request
        .query("api-version", access.text("api-version"))
        .credential("api-key", "", access.secret(KEY));
  }
}
