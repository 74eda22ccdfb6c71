package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;

/// Amazon Bedrock in one region. Service Quotas tell the limits, CloudWatch the tokens and requests
/// by day and model, and Cost Explorer, where it is wanted, what was charged.
///
/// The limits can be reached sooner than the tokens say: a request reserves its input and the most
/// it may answer, and CloudWatch counts what it really used. Calls through `bedrock-mantle` have
/// quotas and metrics of their own, which are not read.
///
/// Wire format: https://docs.aws.amazon.com/bedrock/latest/userguide/quotas-token-burndown.html
@AutoService(Provider.class)
public final class Bedrock implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "bedrock",
          "Amazon Bedrock",
          "An access key, or none where the default credential chain of AWS finds one, that may call"
              + " servicequotas:ListServiceQuotas, cloudwatch:GetMetricData and, with cost-explorer,"
              + " ce:GetCostAndUsage.",
          options(),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.RATE_LIMITS,
              Profile.Told.STATUS),
          Duration.ofMinutes(15),
          "about 0.01 USD per 1,000 metrics",
          true);

  private static List<Option> options() {
    var own =
        List.of(
            Option.text(AwsChain.PROFILE, "the profile in AWS's own files that has the keys"),
            Option.text(AwsAccount.ROLE, "a role to take on with those keys")
                .matching(
                    "arn:aws[a-z-]*:iam::\\d{12}:role/.+",
                    "be a role's ARN, like arn:aws:iam::111122223333:role/reader"),
            Option.text(
                    AwsAccount.EXTERNAL_ID,
                    "the id agreed with the owner of that role, where it asks for one")
                .beside(AwsAccount.ROLE),
            Option.text("region", "whose limits and usage are read")
                .or("us-east-1")
                .matching(AwsService.REGION, "be the name of a region, like eu-central-1"),
            Option.list("models", "only the limits whose names contain one of these words"),
            Option.flag(
                    "cost-explorer",
                    "also read what was charged, for about 0.01 USD a request, two or three a day")
                .spending("about 0.01 USD a request, two or three a day"));
    var addresses = Stream.of(AwsService.values()).map(AwsService::option);
    return Stream.of(AwsKeys.options().stream(), own.stream(), addresses)
        .flatMap(options -> options)
        .toList();
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public List<URI> origins(Access access) {
    return AwsService.origins(access);
  }

  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return AwsError.kind(answer);
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("check the keys, and that this machine's clock is right");
      case FORBIDDEN, NO_PLAN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    if (AwsService.origins(access).isEmpty()) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE, "region must be the name of one, like eu-central-1");
    }
    var account = AwsAccount.open(access, api);
    var parts = new Parts();
    parts.add("limits", () -> limits(account, access.list("models")));
    parts.add("usage by day", () -> usage(account, now));
    if (access.flag("cost-explorer")) {
      parts.add("cost", () -> costs(account, now));
    }
    return parts.report();
  }

  private static List<Quota> limits(AwsAccount account, List<String> models) {
    try (var client =
        account.client(AwsService.QUOTAS, ServiceQuotasClient.builder(), Duration.ofHours(6))) {
      return new BedrockLimits(client).read(models);
    }
  }

  private static List<Usage> usage(AwsAccount account, Instant now) {
    try (var client =
        account.client(AwsService.METRICS, CloudWatchClient.builder(), BedrockUsage.KEPT)) {
      return new BedrockUsage(client, now).read();
    }
  }

  private static List<Spend> costs(AwsAccount account, Instant now) {
    try (var client =
        account.client(AwsService.COSTS, CostExplorerClient.builder(), Duration.ofHours(12))) {
      return new BedrockCosts(client, now).read();
    }
  }
}
