package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Amazon Bedrock in one region. Service Quotas tell the limits, CloudWatch the tokens and requests
/// by day and model, and Cost Explorer, where it is wanted, what was charged.
///
/// The limits can be reached sooner than the tokens say: a request reserves its input and the most
/// it may answer, and CloudWatch counts what it really used.
///
/// Wire format: https://docs.aws.amazon.com/bedrock/latest/userguide/quotas-token-burndown.html
@AutoService(Provider.class)
public final class Bedrock implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "bedrock",
          "Amazon Bedrock",
          "The access key of an IAM user that may call servicequotas:ListServiceQuotas,"
              + " cloudwatch:GetMetricData and, with cost-explorer, ce:GetCostAndUsage.",
          List.of(
              Option.text("access-key", "the access key's id").mandatory(),
              Option.secret("secret-key", "the secret access key"),
              Option.secret("session-token", "the session token of temporary keys").optional(),
              Option.text("region", "whose limits and usage are read").or("us-east-1"),
              Option.list("models", "only the limits whose names contain one of these words"),
              Option.flag(
                      "cost-explorer",
                      "also read what was charged, for about 0.01 USD a request, two or three a day")
                  .spending("about 0.01 USD a request, two or three a day"),
              address("quotas-url", "Service Quotas"),
              address("metrics-url", "CloudWatch"),
              address("costs-url", "Cost Explorer")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.RATE_LIMITS,
              Profile.Told.STATUS),
          Duration.ofMinutes(10),
          "about 0.01 USD per 1,000 metrics",
          true);

  private static Option address(String key, String service) {
    return new Option(
        key,
        Option.Form.URL,
        false,
        Optional.empty(),
        List.of(),
        "where " + service + " is, if not at its usual address in amazonaws.com");
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public List<URI> origins(Access access) {
    return Aws.origins(access);
  }

  /// AWS answers 400 to nearly everything; what counts is the kind of error inside.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return Aws.error(answer)
        .flatMap(error ->
            switch (error) {
              case "accessdeniedexception", "accessdenied", "optinrequired", "notauthorized" ->
                  Optional.of(Failure.Kind.FORBIDDEN);
              case "unrecognizedclientexception",
                  "invalidclienttokenid",
                  "expiredtokenexception",
                  "expiredtoken",
                  "invalidsignatureexception",
                  "signaturedoesnotmatch",
                  "incompletesignature",
                  "incompletesignatureexception",
                  "missingauthenticationtoken",
                  "missingauthenticationtokenexception" ->
                  Optional.of(Failure.Kind.AUTH);
              case "throttlingexception",
                  "throttling",
                  "toomanyrequestsexception",
                  "limitexceededexception",
                  "requestlimitexceeded" ->
                  Optional.of(Failure.Kind.RATE_LIMITED);
              case "serviceexception",
                  "internalservicefault",
                  "internalserviceerror",
                  "internalfailure",
                  "serviceunavailable" ->
                  Optional.of(Failure.Kind.UNREACHABLE);
              default -> Optional.empty();
            });
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("check the keys, and that this machine's clock is right");
      case FORBIDDEN -> Optional.of("allow the key's user what the credential's line names");
      case NO_PLAN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    if (Aws.origins(access).isEmpty()) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE, "region must be the name of one, like eu-central-1");
    }
    var region = new BedrockRegion(new Aws(access, api, now), now);
    var parts = new Parts();
    parts.add("limits", () -> region.limits(access.list("models")));
    parts.add("usage by day", region::usage);
    if (access.flag("cost-explorer")) {
      parts.add("cost", region::costs);
    }
    return parts.report();
  }
}
