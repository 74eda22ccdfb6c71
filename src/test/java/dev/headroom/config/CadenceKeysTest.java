package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.Option;
import dev.headroom.provider.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When accounts are read whose polls spend, by themselves or because of an option.
final class CadenceKeysTest {

  private static final ConfigFile FILE =
      new ConfigFile(
          List.of(profile("probing", false), profile("metered", true)),
          _ -> Optional.empty(),
          ConfigFiles.NOW);

  @ParameterizedTest(name = "{1}, polling.every {0}: {2}")
  @CsvSource({
    "2m, provider: probing,               PT2M",
    "2m, 'provider: probing, probe: m',   PT15M",
    "1h, 'provider: probing, probe: m',   PT1H",
    "1h, provider: metered,               PT15M"
  })
  void suitsWhatPollsCost(String every, String keys, Duration interval) {
    assertThat(every(every, keys)).isEqualTo(interval);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'provider: probing, every: 1m',                          PT1M",
    "'provider: probing, probe: m, every: 15m',               PT15M",
    "'provider: probing, probe: m, cron: \"*/15 * * * *\"',   PT15M",
    "'provider: probing, cron: \"* * * * *\"',                PT1M"
  })
  void readsAsOftenAsTheConfigSays(String keys, Duration interval) {
    assertThat(every("2m", keys)).isEqualTo(interval);
  }

  @Test
  void refusesToSpendMoreOften() {
    var loaded =
        FILE.parse(
            "acme.yaml",
            """
            accounts:
              - {id: a, provider: probing, probe: m, every: 14m}
              - {id: b, provider: metered, every: 1m}
              - {id: c, provider: metered, probe: m, cron: "0,10 * * * *"}
            """);

    assertThat(((Loaded.Broken) loaded).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "acme.yaml:2: accounts[0].every: must be at least 15m where polls spend (two tokens by"
                + " probe), was 14m",
            "acme.yaml:3: accounts[1].every: must be at least 15m where polls spend (a cent), was"
                + " 1m",
            "acme.yaml:4: accounts[2].cron: must leave at least 15m between polls that spend (a"
                + " cent, two tokens by probe), was 10m");
  }

  private static Duration every(String every, String keys) {
    var yaml = "polling: {every: %s}\naccounts: [{id: a, %s}]\n".formatted(every, keys);
    return switch (FILE.parse("acme.yaml", yaml)) {
      case Loaded.Ready(var config) -> config.accounts().getFirst().account().every();
      case Loaded.Broken(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static Profile profile(String type, boolean spends) {
    return new Profile(
        type,
        type,
        "none",
        List.of(Option.text("probe", "the model to call").spending("two tokens")),
        Set.of(),
        Duration.ofMinutes(5),
        spends ? "a cent" : "free",
        spends);
  }
}
