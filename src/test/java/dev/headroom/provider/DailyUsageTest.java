package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.usage.Usage;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DailyUsageTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private final DailyUsage usage = new DailyUsage();

  @Test
  void addsUpAModelsRowsAndLeavesAbsentWhatAllLeaveOut() {
    usage.add(row("small", Optional.of(5L), Optional.empty()));
    usage.add(row("small", Optional.empty(), Optional.empty()));
    usage.add(row("small", Optional.of(7L), Optional.of(3L)));

    assertThat(usage.readings()).containsExactly(row("small", Optional.of(12L), Optional.of(3L)));
    assertThat(usage.readings().getFirst().tokensOut()).isEmpty();
  }

  @Test
  void callsTheRestOtherBesideModels() {
    usage.add(row("", Optional.of(1L), Optional.empty()));
    usage.add(row("small", Optional.of(2L), Optional.empty()));

    assertThat(usage.readings())
        .extracting(reading -> reading.model().orElse("the day"))
        .containsExactly("other", "small");
  }

  @Test
  void leavesAWholeDaysFigureWithoutAModel() {
    usage.add(row("", Optional.of(1L), Optional.empty()));

    assertThat(usage.readings().getFirst().model()).isEmpty();
  }

  @Test
  void refusesASumBeyondAllSense() {
    usage.add(row("small", Optional.of(Long.MAX_VALUE), Optional.empty()));

    assertThatThrownBy(() -> usage.add(row("small", Optional.of(1L), Optional.empty())))
        .hasMessage("UNREADABLE: a sum of counts of sensible size was expected");
  }

  private static Usage row(String model, Optional<Long> in, Optional<Long> cached) {
    return Usage.ofDay(
        DAY,
        Optional.of(model).filter(name -> !name.isEmpty()),
        in,
        cached,
        Optional.empty(),
        Optional.empty());
  }
}
