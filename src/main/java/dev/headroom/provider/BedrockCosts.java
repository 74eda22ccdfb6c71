package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Spend;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Group;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/// What this month was charged for Bedrock by day, as Cost Explorer tells. Each page costs about
/// 0.01 USD.
///
/// https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html
record BedrockCosts(CostExplorerClient client, Instant now) {

  private static final String COST = "UnblendedCost";
  private static final GroupDefinition BY_SERVICE =
      GroupDefinition.builder().type(GroupDefinitionType.DIMENSION).key("SERVICE").build();

  /// What Cost Explorer hasn't prepared yet is unknown.
  List<Spend> read() {
    try {
      var spend = new DailySpend();
      for (var page : Pages.walk(this::page, Pages.until(GetCostAndUsageResponse::nextPageToken))) {
        AwsAccount.list("$.ResultsByTime", page.hasResultsByTime(), page.resultsByTime())
            .forEach(day -> add(day, spend));
      }
      return spend.readings(now);
    } catch (ApiException e) {
      if (e.answer().filter(answer -> AwsError.is(answer, "dataunavailable")).isPresent()) {
        return List.of();
      }
      throw e;
    }
  }

  private static void add(ResultByTime result, DailySpend spend) {
    var period = AwsAccount.present("$.TimePeriod", result.timePeriod());
    var day = Json.of("$.TimePeriod.Start", period.start()).date();
    for (var group : AwsAccount.list("$.Groups", result.hasGroups(), result.groups())) {
      if (isBedrock(group)) {
        var cost = AwsAccount.present("$.Metrics." + COST, group.metrics().get(COST));
        spend.add(
            day,
            new Money(
                Json.of("$.Metrics.Amount", cost.amount()).decimal(),
                Json.of("$.Metrics.Unit", cost.unit()).name()));
      }
    }
  }

  /// Models of other makers are services of their own, but all are named after Bedrock.
  private static boolean isBedrock(Group group) {
    return AwsAccount.list("$.Keys", group.hasKeys(), group.keys()).stream()
        .anyMatch(key -> key.contains("Bedrock"));
  }

  private GetCostAndUsageResponse page(Optional<String> token) {
    var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    return AwsAccount.ask(
        "ce:GetCostAndUsage",
        () ->
            client.getCostAndUsage(request ->
                request
                    .timePeriod(period ->
                        period
                            .start(today.withDayOfMonth(1).toString())
                            .end(today.plusDays(1).toString()))
                    .granularity(Granularity.DAILY)
                    .metrics(COST)
                    .groupBy(BY_SERVICE)
                    .nextPageToken(token.orElse(null))));
  }
}
