package dev.headroom.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ThriftTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Thrift THRIFT = new Thrift(Set.of("spender"));

  @Test
  void letsWhatSpendsRestForAQuarterOfAnHour() {
    var over = NOON.plusSeconds(900);

    assertThat(THRIFT.restsUntil("spender", Optional.of(NOON), NOON.plusSeconds(1))).contains(over);
    assertThat(THRIFT.restsUntil("spender", Optional.of(NOON), over.minusNanos(1))).contains(over);
    assertThat(THRIFT.restsUntil("spender", Optional.of(NOON), over)).isEmpty();
    assertThat(Thrift.latest(over)).isEqualTo(NOON);
  }

  @Test
  void asksAtOnceWhatNeverSpentOrSpendsNoMore() {
    assertThat(THRIFT.restsUntil("spender", Optional.empty(), NOON)).isEmpty();
    assertThat(THRIFT.restsUntil("other", Optional.of(NOON), NOON)).isEmpty();
  }

  @Test
  void putsOffWhatIsDueSooner() {
    var cadence = new Cadence.Every(Duration.ofMinutes(5));
    var spends = new Watched(House.ACCOUNT, cadence, true);
    var afterReset = NOON.plusSeconds(35);
    var later = NOON.plusSeconds(901);

    assertThat(Thrift.notBefore(spends, NOON, afterReset)).isEqualTo(NOON.plusSeconds(900));
    assertThat(Thrift.notBefore(spends, NOON, later)).isEqualTo(later);
    assertThat(Thrift.notBefore(House.WATCHED, NOON, afterReset)).isEqualTo(afterReset);
  }
}
