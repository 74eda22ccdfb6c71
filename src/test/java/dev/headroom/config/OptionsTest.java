package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a provider's own options become.
final class OptionsTest {

  private static final ConfigFile FILE =
      new ConfigFile(List.of(ConfigFiles.acme()), _ -> Optional.empty(), ConfigFiles.NOW);

  @Test
  void everyFormIsRead() {
    var loaded =
        FILE.parse(
            "acme.yaml",
            """
            polling: {every: 2m}
            accounts:
              - id: acme
                provider: acme
                key: k
                webhook-secret: w
                project: p-1
                base-url: http://litellm:4000/
                monthly-cap: 12.50
                probe: true
                plan: pro
                models: [a, b]
                limits:
                  gemini-3-flash: {rpm: 5, rpd: 20}
            """);

    var setup = ((Loaded.Ready) loaded).config().accounts().getFirst();
    var access = setup.access();
    assertThat(access.secret("key").value()).isEqualTo("k");
    assertThat(access.findSecret("webhook-secret")).isPresent();
    assertThat(access.text("project")).isEqualTo("p-1");
    assertThat(access.uri("base-url")).isEqualTo(URI.create("http://litellm:4000"));
    assertThat(access.findNumber("monthly-cap")).contains(new BigDecimal("12.50"));
    assertThat(access.flag("probe")).isTrue();
    assertThat(access.text("plan")).isEqualTo("pro");
    assertThat(access.list("models")).containsExactly("a", "b");
    assertThat(access.table("limits"))
        .isEqualTo(
            Map.of(
                "gemini-3-flash",
                Map.of("rpm", BigDecimal.valueOf(5), "rpd", BigDecimal.valueOf(20))));
  }

  @Test
  void aPollThatSpendsMoneyKeepsItsProvidersPace() {
    var loaded =
        FILE.parse(
            "acme.yaml",
            """
            polling: {every: 2m}
            accounts: [{id: acme, provider: acme, key: k, project: p}]
            """);

    assertThat(((Loaded.Ready) loaded).config().accounts().getFirst().account().every())
        .isEqualTo(Duration.ofHours(6));
  }

  @Test
  void mistakesNameTheKeyAndNoSecret() {
    var loaded =
        FILE.parse(
            "acme.yaml",
            """
            accounts:
              - id: acme
                provider: acme
                key: [hush]
                webhook-secrt: hush
                monthly-cap: -1
                probe: maybe
                plan: prp
                models: a
                limits: {gemini: {rpm: fast, rpf: 5}}
            """);

    assertThat(((Loaded.Broken) loaded).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "acme.yaml:2: accounts[0].project: must be set: the project",
            "acme.yaml:4: accounts[0].key: must be one value, was a list",
            "acme.yaml:5: accounts[0].webhook-secrt: is no key here; did you mean"
                + " \"webhook-secret\"?",
            "acme.yaml:6: accounts[0].monthly-cap: must be a number, zero or more, was -1",
            "acme.yaml:7: accounts[0].probe: must be true or false, was maybe",
            "acme.yaml:8: accounts[0].plan: must be a known word, was prp; did you mean \"pro\"?",
            "acme.yaml:9: accounts[0].models: must be a list, was text",
            "acme.yaml:10: accounts[0].limits.gemini.rpf: is no key here; did you mean \"rpd\"?",
            "acme.yaml:10: accounts[0].limits.gemini.rpm: must be a number, zero or more, was"
                + " fast");
  }
}
