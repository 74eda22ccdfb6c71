package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowNameTest {

  @ParameterizedTest
  @CsvSource({
    "PT5H, 5 hours",
    "PT300M, 5 hours",
    "PT1H, 1 hour",
    "P1D, 1 day",
    "P7D, Week",
    "P30D, 30 days",
    "PT90M, 90 minutes",
    "PT45S, 45 seconds"
  })
  void saysALengthAsPeopleDo(Duration length, String name) {
    assertThat(WindowName.of(length)).isEqualTo(name);
  }
}
