package dev.headroom.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Snapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NextDueTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final NextDue STEADY = new NextDue(() -> 1L << 63);

  @ParameterizedTest(name = "{0} after {1} failures: {2}")
  @CsvSource(
      textBlock =
          """
          UNREACHABLE,   0, PT30S
          UNREACHABLE,   1, PT1M
          UNREADABLE,    3, PT4M
          UNREACHABLE,  90, PT30M
          RATE_LIMITED,  0, PT5M
          AUTH,          0, PT1H
          NO_PLAN,       5, PT1H
          FORBIDDEN,     5, PT24H
          """)
  void waitsLongerTheLessItHelpsToAsk(Failure.Kind kind, int before, Duration pause) {
    var failed = new Polled.Failed(new Lease("a", 1, before), Failure.of(kind, "no"), NOON);

    assertThat(STEADY.after(failed, House.WATCHED, NOON)).isEqualTo(NOON.plus(pause));
  }

  @Test
  void asksNoEarlierThanTheProviderAllows() {
    var retryAt = NOON.plus(Duration.ofMinutes(50));
    var failure = new Failure(Failure.Kind.RATE_LIMITED, "slow down", Optional.of(retryAt));
    var failed = new Polled.Failed(new Lease("a", 1, 0), failure, NOON);

    assertThat(STEADY.after(failed, House.WATCHED, NOON)).isEqualTo(retryAt);
  }

  @ParameterizedTest
  @CsvSource({"FORBIDDEN, PT1H", "AUTH, PT24H"})
  void asksAgainAfterARefusalWhenTheProviderSays(Failure.Kind kind, Duration pause) {
    var retryAt = NOON.plus(pause);
    var failure = new Failure(kind, "verify", Optional.of(retryAt));
    var failed = new Polled.Failed(new Lease("a", 1, 0), failure, NOON);

    assertThat(STEADY.after(failed, House.WATCHED, NOON)).isEqualTo(retryAt);
  }

  @ParameterizedTest(name = "{0}% used, reset in {1}, window {2}: asks after {3}")
  @CsvSource({
    "95, PT2M,    PT5H, PT2M5S",
    "10, PT2M,    PT5H, PT2M5S",
    "10, PT1S,    PT5H, PT30S",
    "10, PT2M,    PT1H, PT2M5S",
    "10, PT2M,    PT59M, PT5M",
    "10, PT3M,    PT59M, PT3M5S",
    "95, PT3M,    PT4M, PT5M",
    "95, PT20S,   ,     PT5M",
    "10, PT2M30S, ,     PT2M35S",
    "10, PT2M29S, ,     PT5M",
    "95, PT6M,    PT5H, PT5M"
  })
  void asksJustAfterAResetButNeverTwiceAsOften(
      String percent, Duration until, Duration window, Duration pause) {
    var quota = Quota.percent("Tokens", new BigDecimal(percent)).withResetsAt(NOON.plus(until));

    assertThat(after(window == null ? quota : quota.withWindow(window)))
        .isEqualTo(NOON.plus(pause));
  }

  @Test
  void asksLessThanTwiceAsOftenWhateverResetsAreTold() {
    for (var seconds = 1; seconds <= 300; seconds++) {
      var quota = Quota.percent("Tokens", new BigDecimal(99));

      assertThat(after(quota.withResetsAt(NOON.plusSeconds(seconds))))
          .isAfter(NOON.plusSeconds(150));
    }
  }

  @Test
  void keepsJitterWithinATenth() {
    var earliest = new NextDue(() -> 0L);
    var latest = new NextDue(() -> -1L);

    assertThat(after(earliest)).isEqualTo(NOON.plusSeconds(270));
    assertThat(after(latest)).isEqualTo(NOON.plusSeconds(330));
  }

  private static Instant after(NextDue due, Quota... quotas) {
    var snapshot = new Snapshot("a", NOON, Report.of(List.of(quotas)));
    return due.after(new Polled.Read(new Lease("a", 1, 0), snapshot), House.WATCHED, NOON);
  }

  private static Instant after(Quota quota) {
    return after(STEADY, quota);
  }
}
