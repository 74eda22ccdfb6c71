package dev.headroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testing.Team;
import dev.headroom.usage.Usage;
import dev.headroom.view.Consumption.Counts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConsumptionTest {

  @Test
  void addsTheModelsBusiestFirst() {
    var consumption =
        Consumption.of(List.of(usage("small", 5, 1), usage("large", 70, 2)), Team.NOW);

    assertThat(consumption.today()).contains(counts(75, 3));
    assertThat(consumption.byModel())
        .extracting(Consumption.OfModel::model)
        .containsExactly("large", "small");
  }

  @Test
  void takesAFigureWithoutAModelAsTheWhole() {
    var whole =
        Usage.ofDay(
            Team.TODAY,
            Optional.empty(),
            Optional.of(100L),
            Optional.empty(),
            Optional.empty(),
            Optional.of(9L));

    assertThat(Consumption.of(List.of(usage("large", 70, 2), whole), Team.NOW).today())
        .contains(counts(100, 9));
  }

  @Test
  void leavesYesterdayOut() {
    var yesterday =
        Usage.ofDay(
            Team.TODAY.minusDays(1),
            Optional.empty(),
            Optional.of(100L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(Consumption.of(List.of(yesterday), Team.NOW))
        .isEqualTo(new Consumption(Optional.empty(), List.of()));
  }

  @Test
  void leavesCountersThatAreNoDaysFigureOut() {
    var counter =
        new Usage(
            Team.TODAY,
            Optional.empty(),
            Optional.of(100L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Usage.Tally.SINCE_START);

    assertThat(Consumption.of(List.of(counter), Team.NOW).today()).isEmpty();
  }

  private static Usage usage(String model, long tokensIn, long requests) {
    return Usage.ofDay(
        Team.TODAY,
        Optional.of(model),
        Optional.of(tokensIn),
        Optional.empty(),
        Optional.empty(),
        Optional.of(requests));
  }

  private static Counts counts(long tokensIn, long requests) {
    return new Counts(
        Optional.of(tokensIn), Optional.empty(), Optional.empty(), Optional.of(requests));
  }
}
