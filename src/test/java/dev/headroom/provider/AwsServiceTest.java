package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where an account's keys may go.
final class AwsServiceTest {

  private static final String QUOTAS = "https://servicequotas.eu-central-1.amazonaws.com";
  private static final String TOKENS = "https://sts.eu-central-1.amazonaws.com";

  @Test
  void givesAnAccountsOwnKeysOnlyToWhatItAsks() {
    assertThat(AwsService.origins(access(FakeRegion.keys())))
        .containsExactly(
            URI.create(QUOTAS),
            URI.create("https://monitoring.eu-central-1.amazonaws.com"),
            URI.create("https://ce.us-east-1.amazonaws.com"),
            URI.create(TOKENS));
  }

  @Test
  void letsTheChainAskTheTokenServicesOfAllRegions() {
    var hosts = AwsService.origins(access(Map.of())).stream().map(URI::getHost);

    assertThat(hosts)
        .contains(
            "sts.amazonaws.com",
            "sts.us-west-2.amazonaws.com",
            "sts.cn-north-1.amazonaws.com.cn",
            "oidc.eu-west-1.amazonaws.com",
            "portal.sso.eu-west-1.amazonaws.com")
        .allMatch(host ->
            host.matches(".+\\.(amazonaws\\.(com|com\\.cn|eu)|ic\\.gov|sgov\\.gov|adc-e\\.uk)"));
  }

  @Test
  void takesAnAddressOfOnesOwnInsteadOfTheUsual() {
    var own = new Access.Value.Text("https://vpce-1.servicequotas.vpce.amazonaws.com/");

    assertThat(AwsService.QUOTAS.address(access(Map.of("quotas-url", own))))
        .isEqualTo(URI.create("https://vpce-1.servicequotas.vpce.amazonaws.com"));
  }

  private static Access access(Map<String, Access.Value> options) {
    var values = new HashMap<>(options);
    values.put("region", new Access.Value.Text("eu-central-1"));
    return new Access("bedrock-1", new Bedrock().profile(), values);
  }
}
