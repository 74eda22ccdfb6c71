package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What providers demand of their own options, beyond the forms that all share.
final class OptionRulesTest {

  private static final ConfigFile FILE =
      new ConfigFile(
          Providers.onClassPath().all().stream().map(Provider::profile).toList(),
          _ -> Optional.empty(),
          ConfigFiles.NOW);

  @Test
  void aRegionIsTheNameOfOne() {
    assertThat(problems("{id: aws, provider: bedrock, region: Frankfurt}"))
        .containsExactly(
            "c.yaml:2: accounts[0].region: must be the name of a region, like eu-central-1, was"
                + " Frankfurt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-central-1", "us-gov-west-1", "cn-north-1", "ap-southeast-12"})
  void everyRegionIsOne(String region) {
    assertThat(problems("{id: aws, provider: bedrock, region: " + region + "}")).isEmpty();
  }

  @Test
  void keysOfAwsStandTogether() {
    assertThat(problems("{id: aws, provider: bedrock, access-key: AKIDEXAMPLE, external-id: e}"))
        .containsExactly(
            "c.yaml:2: accounts[0].secret-key: must be set beside access-key",
            "c.yaml:2: accounts[0].role-arn: must be set beside external-id");
    assertThat(problems("{id: aws, provider: bedrock, session-token: t, role-arn: reader}"))
        .containsExactly(
            "c.yaml:2: accounts[0].role-arn: must be a role's ARN, like"
                + " arn:aws:iam::111122223333:role/reader, was reader",
            "c.yaml:2: accounts[0].access-key: must be set beside session-token",
            "c.yaml:2: accounts[0].secret-key: must be set beside session-token");
  }

  @Test
  void anApplicationOfAzureIsNamedInFull() {
    assertThat(problems("{id: az, provider: azure-openai, client-secret: s, client-id: c}"))
        .containsExactly(
            "c.yaml:2: accounts[0].tenant: must be set beside client-secret",
            "c.yaml:2: accounts[0].subscription: must be set beside client-secret");
    assertThat(problems("{id: az, provider: azure-openai, key: k, cost: true}"))
        .containsExactly(
            "c.yaml:2: accounts[0].client-secret: must be set beside cost",
            "c.yaml:2: accounts[0].endpoint: must be set beside key");
  }

  @Test
  void billsOfCopilotNeedAKey() {
    assertThat(problems("{id: bills, provider: copilot, organization: acme, key: \"${UNSET:}\"}"))
        .containsExactly("c.yaml:2: accounts[0].key: must be set beside organization");
    assertThat(problems("{id: bills, provider: copilot, enterprise: acme, key: k}")).isEmpty();
  }

  @Test
  void whatIsOffDemandsNothing() {
    assertThat(
            problems(
                "{id: az, provider: azure-openai, key: k, endpoint: 'https://r.openai.azure.com',"
                    + " cost: false, locations: []}"))
        .isEmpty();
  }

  @Test
  void whatIsAskedOfAzureHasItsForm() {
    assertThat(
            problems(
                "{id: az, provider: azure-openai, client-secret: s, client-id: c, tenant: t,"
                    + " subscription: s, resources: [my-resource], capacity-of: [gpt-5.4:1,"
                    + " gpt-5.4]}"))
        .containsExactly(
            "c.yaml:2: accounts[0].resources[0]: must be a resource's id, like"
                + " /subscriptions/…/accounts/NAME, was my-resource",
            "c.yaml:2: accounts[0].capacity-of[1]: must be MODEL:VERSION, like"
                + " gpt-5.4:2026-08-11, was gpt-5.4");
  }

  @Test
  void aCreditHasItsDay() {
    assertThat(problems("{id: o, provider: openai, key: k, credit: 1, credit-since: 2026-11-01}"))
        .isEmpty();
    assertThat(problems("{id: o, provider: openai, key: k, credit: 100}"))
        .containsExactly("c.yaml:2: accounts[0].credit-since: must be set beside credit");
    assertThat(problems("{id: o, provider: openai, key: k, credit: 100, credit-since: 1 Nov}"))
        .containsExactly(
            "c.yaml:2: accounts[0].credit-since: must be a day, like 2026-11-01, was 1 Nov");
  }

  /// One problem is enough for a key that is there but wrong.
  @Test
  void aWrongKeyIsNotMissingToo() {
    assertThat(problems("{id: aws, provider: bedrock, role-arn: [reader], external-id: e}"))
        .containsExactly("c.yaml:2: accounts[0].role-arn: must be one value, was a list");
  }

  @Test
  void everyDemandIsOfKeysThatThereAre() {
    for (var profile : Providers.onClassPath().all().stream().map(Provider::profile).toList()) {
      assertThat(profile.options())
          .flatExtracting(option -> option.rule().beside())
          .allMatch(key -> profile.option(key.toString()).isPresent());
    }
  }

  private static List<String> problems(String account) {
    var file = "accounts:\n  - " + account + "\nchannels: {}\n";
    return switch (FILE.parse("c.yaml", file)) {
      case Loaded.Ready _ -> List.of();
      case Loaded.Broken(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }
}
