package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Prose;
import dev.headroom.message.Span;
import dev.headroom.testing.Plain;
import dev.headroom.testing.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {

  @ParameterizedTest(name = "{0} reads {1}")
  @CsvSource({
    "PT3H45M,3h 45m",
    "PT59.9S,<1m",
    "PT-5M,<1m",
    "PT1M,1m",
    "PT2H,2h",
    "P2DT4H59M,2d 4h",
    "P9D,9d"
  })
  void readsSpans(Duration span, String text) {
    assertThat(Times.duration(span)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} before reads {1}")
  @CsvSource({
    "PT-1S,just now",
    "PT59S,just now",
    "PT4M30S,4 min ago",
    "PT3H45M,3h ago",
    "P2DT4H,2d ago"
  })
  void readsAges(Duration age, String text) {
    assertThat(Times.ago(Team.NOW.minus(age), Team.NOW)).isEqualTo(text);
  }

  @ParameterizedTest(name = "per {0} reads {1}")
  @CsvSource({"PT1M,minute", "PT1H,hour", "PT24H,day", "PT5H,5h"})
  void readsWindows(Duration window, String text) {
    assertThat(Times.unit(window)).isEqualTo(text);
  }

  @Test
  void tellsTheDateFromHalfADayOn() {
    var none = new Prose(List.of());
    var near = Team.NOW.plus(Duration.ofHours(12)).minusMillis(1);
    var far = Team.NOW.plus(Duration.ofHours(12));

    assertThat(Times.at(none, near, Team.NOW)).isEqualTo(none.when("at", near, Span.Style.TIME));
    assertThat(Times.at(none, far, Team.NOW)).isEqualTo(none.when("on", far, Span.Style.DATE_TIME));
  }

  @Test
  void saysHowLongAndWhen() {
    var at = Instant.parse("2026-11-21T15:20:00Z");

    assertThat(Plain.text(Times.until(Prose.of("left"), "resets", at, Team.NOW)))
        .isEqualTo("left, resets in 2h 15m, at <TIME 2026-11-21T15:20:00Z>");
  }

  @Test
  void namesTheDayAsProvidersCountIt() {
    assertThat(Times.utcDay(Instant.parse("2026-11-12T00:00:00Z"))).isEqualTo("Nov 12");
  }
}
