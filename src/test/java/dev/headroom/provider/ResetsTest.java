package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResetsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1s, PT1S",
    "6m0s, PT6M",
    "20ms, PT0.02S",
    "2m59.56s, PT2M59.56S",
    "1h2m, PT1H2M",
    "7.66s, PT7.66S",
    "1d2h, PT26H"
  })
  void readsSpansAsGoWritesThem(String text, Duration span) {
    assertThat(Resets.duration(text)).contains(span);
    assertThat(Resets.at(text, NOW)).contains(NOW.plus(span));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2026-11-21T12:00:00Z",
    "17, 2026-11-21T12:00:17Z",
    "0.5, 2026-11-21T12:00:00.5Z",
    "1795305600, 2026-11-22T00:00:00Z",
    "1795305600000, 2026-11-22T00:00:00Z",
    "2026-11-21T14:00:00+01:00, 2026-11-21T13:00:00Z"
  })
  void readsEveryOtherForm(String text, Instant at) {
    assertThat(Resets.at(text, NOW)).contains(at);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "", "soon", "5x", "m", "1s!", "-3s", "99999999999h"})
  void knowsNothingOfOtherTexts(String text) {
    assertThat(Resets.at(text, NOW)).isEmpty();
  }

  @Property(seed = "18")
  void failsOnNoText(@ForAll String text) {
    assertThat(Resets.at(text, NOW)).isNotNull();
    assertThat(Resets.duration(text)).isNotNull();
  }
}
