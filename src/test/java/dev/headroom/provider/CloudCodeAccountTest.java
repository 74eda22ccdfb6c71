package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloudCodeAccountTest {

  @ParameterizedTest
  @CsvSource({
    "'\"DASHER_USER\"', Google gives this account no tier: dasher user",
    "'\"RESTRICTED_AGE\", \"UNSUPPORTED_LOCATION\"', 'Google gives this account no tier: restricted age, unsupported location'",
    "'\"UNSUPPORTED_CLIENT\"', Google gives this account no tier: unsupported client",
    "'\"<b>\"', Google gives this account no tier"
  })
  void saysWhyAnAccountHasNoTier(String codes, String reason) {
    var tiers = codes.replaceAll("(\"[^\"]+\")", "{\"reasonCode\": $1}");
    var account = Json.parse("{\"ineligibleTiers\": [" + tiers + "], \"allowedTiers\": []}");

    assertThat(
            catchThrowableOfType(ApiException.class, () -> CloudCodeAccount.plan(account))
                .failure())
        .isEqualTo(Failure.of(Kind.NO_PLAN, reason));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"allowedTiers\": [{\"id\": \"free-tier\"}, {\"id\": \"legacy-tier\", \"isDefault\": true}], \"ineligibleTiers\": [{\"reasonCode\": \"UNKNOWN\"}]}', legacy-tier (restricted)",
    "'{\"allowedTiers\": [{\"name\": \"Free\", \"isDefault\": true}]}', Free",
    "'{\"currentTier\": {\"id\": \"free-tier\"}, \"paidTier\": {\"id\": \"g1-ultra-tier\"}}', g1-ultra-tier",
    "'{\"currentTier\": {\"id\": \"standard-tier\"}, \"paidTier\": null}', standard-tier"
  })
  void namesThePlanThatCounts(String account, String plan) {
    assertThat(CloudCodeAccount.plan(Json.parse(account))).isEqualTo(plan);
  }

  @Test
  void takesTheProjectFromAnObject() {
    var routes =
        FixtureApi.instead(
            "antigravity",
            "POST /v1internal:loadCodeAssist",
            "load_code_assist_project_object.json",
            200);
    var report = FixtureApi.poll(new Antigravity(), Map.of(), routes);

    assertThat(report.plan()).contains("Standard");
    assertThat(report.quotas()).hasSize(3);
    assertThat(report.balances()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"quiet-harbor\"'",
    "'{\"id\": \"quiet-harbor\"}'",
    "'{\"projectId\": \"quiet-harbor\"}'",
    "'{\"id\": \" \", \"projectId\": \"quiet-harbor\"}'"
  })
  void knowsTheProjectHoweverItIsWritten(String project) {
    var account = Json.parse("{\"cloudaicompanionProject\": " + project + "}");

    assertThat(CloudCodeAccount.project(account)).contains("quiet-harbor");
  }
}
