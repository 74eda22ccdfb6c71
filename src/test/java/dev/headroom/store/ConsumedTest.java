package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConsumedTest {

  private static final Optional<Long> NONE = Optional.empty();

  @Test
  void growsByTheDifferenceOrByAllOfARestartedCounter() {
    var before = new Consumed(Optional.of(10L), Optional.of(20L), NONE, Optional.of(5L));
    var now = new Consumed(Optional.of(13L), Optional.of(4L), Optional.of(7L), NONE);

    assertThat(now.growthSince(Optional.of(before)))
        .isEqualTo(new Consumed(Optional.of(3L), Optional.of(4L), Optional.of(0L), NONE));
  }

  @Test
  void knowsNoGrowthOfACounterSeenForTheFirstTime() {
    assertThat(new Consumed(Optional.of(13L), NONE, NONE, NONE).growthSince(Optional.empty()))
        .isEqualTo(new Consumed(Optional.of(0L), NONE, NONE, NONE));
  }

  @Test
  void addsWhatIsToldOnEitherSide() {
    assertThat(
            new Consumed(Optional.of(1L), NONE, NONE, Optional.of(2L))
                .plus(new Consumed(Optional.of(3L), Optional.of(4L), NONE, NONE)))
        .isEqualTo(new Consumed(Optional.of(4L), Optional.of(4L), NONE, Optional.of(2L)));
  }
}
