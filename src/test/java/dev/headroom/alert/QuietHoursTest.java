package dev.headroom.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuietHoursTest {

  private static final QuietHours FRIDAY_AND_SATURDAY_NIGHTS =
      new QuietHours(
          LocalTime.of(22, 0),
          LocalTime.of(7, 0),
          Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
          ZoneId.of("Europe/Berlin"),
          Set.of());

  /// In Berlin the clocks go back on 2026-10-25 at 03:00 and forward on 2027-03-28 at 02:00.
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-20T20:59:59Z |                      | a second before they begin
          2026-11-20T21:00:00Z | 2026-11-21T06:00:00Z | the moment they begin
          2026-11-21T05:59:59Z | 2026-11-21T06:00:00Z | the morning of the day after
          2026-11-21T06:00:00Z |                      | the moment they end
          2026-11-22T22:00:00Z |                      | a night they don't begin on
          2026-10-24T20:00:00Z | 2026-10-25T06:00:00Z | a night of ten hours
          2027-03-27T21:00:00Z | 2027-03-28T05:00:00Z | a night of eight hours
          """)
  void endInTheirOwnZone(Instant now, Instant end, String when) {
    assertThat(FRIDAY_AND_SATURDAY_NIGHTS.until(now)).isEqualTo(Optional.ofNullable(end));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-20T11:00:00Z | 2026-11-20T12:00:00Z | inside an hour at noon
          2026-11-20T12:00:00Z |                      | after it
          """)
  void mayBeginAndEndOnOneDay(Instant now, Instant end, String when) {
    var noon =
        new QuietHours(
            LocalTime.of(12, 0),
            LocalTime.of(13, 0),
            Set.of(DayOfWeek.FRIDAY),
            ZoneId.of("Europe/Berlin"),
            Set.of());

    assertThat(noon.until(now)).isEqualTo(Optional.ofNullable(end));
  }
}
