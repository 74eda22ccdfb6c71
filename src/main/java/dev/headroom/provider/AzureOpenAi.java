package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
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

  private static final Profile PROFILE =
      new Profile(
          "azure-openai",
          "Azure OpenAI",
          "An Entra application with Cognitive Services Usages Reader on the subscription and"
              + " Monitoring Reader on the resources, for cost also Cost Management Reader, or a resource's endpoint and key.",
          List.of(
              Option.text(TENANT, "the directory's id"),
              Option.text(CLIENT, "the application's id"),
              Option.secret(CLIENT_SECRET, "the application's secret")
                  .optional()
                  .beside(TENANT, CLIENT, SUBSCRIPTION),
              Option.text(SUBSCRIPTION, "the subscription's id"),
              Option.list("locations", "regions whose quota is read: swedencentral")
                  .beside(CLIENT_SECRET),
              Option.list(
                      "resources",
                      "resources whose tokens are read, as /subscriptions/…/accounts/NAME")
                  .matching(
                      "/subscriptions/[^/\\s]+/.+",
                      "be a resource's id, like /subscriptions/…/accounts/NAME")
                  .beside(CLIENT_SECRET),
              Option.flag(
                      COST,
                      "also read what the resources cost, or without any all of the subscription's"
                          + " Cognitive Services; needs Cost Management Reader")
                  .beside(CLIENT_SECRET),
              Option.url(
                  "base-url", "https://management.azure.com", "where the Resource Manager is"),
              Option.url(
                  "token-url", "https://login.microsoftonline.com", "where tokens are given"),
              AzureCapacities.option(),
              AzureEndpoint.option(),
              Option.secret(AzureEndpoint.KEY, "the resource's key")
                  .optional()
                  .beside(AzureEndpoint.ENDPOINT),
              Option.text(AzureEndpoint.VERSION, "of the resource's endpoint").or("2024-10-21"),
              Option.list(
                      AzureEndpoint.DEPLOYMENTS,
                      "read the rate limits of these deployments by a 1-token call to each, every 15"
                          + " minutes at most")
                  .spending("a few tokens for each of them every 15 minutes")
                  .beside(AzureEndpoint.ENDPOINT, AzureEndpoint.KEY)),
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
    var calls = AzureEndpoint.isGiven(access);
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
      new AzureEndpoint(access, api, now).read(parts);
    }
    return parts.report();
  }

  private static void manage(Access access, AzureLogin login, Instant now, Parts parts) {
    new AzureManagement(access, login, now).read(parts);
    new AzureCapacities(access, login).read(parts);
    if (access.flag(COST)) {
      parts.add("cost", () -> new AzureCost(access, login, now).read());
    }
    if (access.list("locations").isEmpty()
        && access.list("resources").isEmpty()
        && !AzureCapacities.isWanted(access)
        && !access.flag(COST)) {
      parts.read("login", login::check);
    }
  }
}
