package dev.headroom.store;

import static dev.headroom.store.Shelf.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What becomes of spend and usage over several polls.
final class FiguresTest {

  private static final Shelf SHELF = new Shelf();
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @AfterAll
  static void drop() {
    SHELF.close();
  }

  @Test
  void replacesADaysSpendByTheNextFigureExactly() {
    SHELF.fresh("spend");
    SHELF.save("spend", NOON, Figures.spend(NOON, "0.1"), Figures.spend(NOON.minus(DAY), "9"));
    SHELF.save(
        "spend",
        NOON.plus(HOUR),
        Figures.spend(NOON, "0.1000000000000000001"),
        Figures.spend(NOON.minus(DAY), "8.5"));

    assertThat(SHELF.values("spend", Metric.COST, Range.WEEK, NOON))
        .containsExactly(new BigDecimal("8.5"), new BigDecimal("0.1000000000000000001"));
  }

  @Test
  void givesAnHourWhatTodaysSpendGrewByInItsPolls() {
    SHELF.fresh("growth");
    SHELF.save("growth", NOON, Figures.spend(NOON, "5"));
    SHELF.save("growth", NOON.plusSeconds(600), Figures.spend(NOON, "5.25"));
    SHELF.save("growth", NOON.plus(HOUR), Figures.spend(NOON, "7"));
    SHELF.save("growth", NOON.plus(HOUR).plusSeconds(600), Figures.spend(NOON, "6"));
    SHELF.save("growth", NOON.plus(HOUR.multipliedBy(3)), Figures.spend(NOON, "6"));

    var values =
        SHELF
            .history("growth", Metric.COST, Range.DAY, NOON.plus(HOUR.multipliedBy(3)))
            .series()
            .getFirst()
            .values();

    assertThat(values.subList(20, 24))
        .containsExactly(amount("0.25"), amount("1.75"), Optional.empty(), amount("0"));
  }

  @Test
  void leavesTheFirstFigureOfADayToNoHour() {
    SHELF.fresh("first");
    SHELF.save("first", NOON, Figures.spend(NOON, "5"), Figures.total(NOON, 500));

    assertThat(SHELF.values("first", Metric.COST, Range.DAY, NOON)).isEmpty();
    assertThat(SHELF.values("first", Metric.TOKENS, Range.DAY, NOON)).isEmpty();
    assertThat(SHELF.values("first", Metric.TOKENS, Range.WEEK, NOON)).containsExactly(number(500));
  }

  @Test
  void givesTheFirstHourOfADayAllThatTheDayHasByThen() {
    var midnight = NOON.truncatedTo(ChronoUnit.DAYS);
    SHELF.fresh("night");
    SHELF.save(
        "night", midnight.plusSeconds(1), Figures.spend(NOON, "0.5"), Figures.total(NOON, 50));
    SHELF.save(
        "night", midnight.plusSeconds(3_599), Figures.spend(NOON, "2"), Figures.total(NOON, 200));

    assertThat(SHELF.values("night", Metric.COST, Range.DAY, NOON))
        .containsExactly(new BigDecimal("2.0"));
    assertThat(SHELF.values("night", Metric.TOKENS, Range.DAY, NOON)).containsExactly(number(200));
  }

  @Test
  void keepsOnlySpendOfWholeDays() {
    SHELF.fresh("month");
    SHELF.save("month", NOON, new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("639")));

    assertThat(SHELF.values("month", Metric.COST, Range.MONTH, NOON)).isEmpty();
  }

  @Test
  void replacesADaysTotal() {
    SHELF.fresh("total");
    SHELF.save("total", NOON, Figures.total(NOON, 500));
    SHELF.save("total", NOON.plus(HOUR), Figures.total(NOON, 700));

    assertThat(tokens("total", Range.WEEK)).containsExactly(number(700));
    assertThat(tokens("total", Range.DAY)).containsExactly(number(200));
  }

  @Test
  void addsWhatCameSinceTheLastPoll() {
    SHELF.fresh("added");
    SHELF.save("added", NOON, Figures.added(NOON, 500));
    SHELF.save("added", NOON.plus(HOUR), Figures.added(NOON, 30));

    assertThat(tokens("added", Range.WEEK)).containsExactly(number(530));
    assertThat(tokens("added", Range.DAY)).containsExactly(number(500), number(30));
  }

  @Test
  void addsWhatACounterGrewByAlsoWhenItRestarts() {
    SHELF.fresh("counter");
    SHELF.save("counter", NOON, Figures.counter(NOON, 1_000_000));
    SHELF.save("counter", NOON.plusSeconds(600), Figures.counter(NOON, 1_000_400));
    SHELF.save("counter", NOON.plus(HOUR), Figures.counter(NOON, 25));

    assertThat(tokens("counter", Range.WEEK)).containsExactly(number(425));
    assertThat(tokens("counter", Range.DAY)).containsExactly(number(400), number(25));
  }

  @Test
  void addsModelsUpUnlessTheAccountsTotalIsTold() {
    SHELF.fresh("models");
    SHELF.save(
        "models",
        NOON,
        Figures.ofModel(NOON, "small", 10),
        Figures.ofModel(NOON, "large", 20),
        Figures.ofModel(NOON.minus(DAY), "small", 1),
        Figures.total(NOON.minus(DAY), 4));

    assertThat(tokens("models", Range.WEEK)).containsExactly(number(4), number(30));
    assertThat(
            SHELF.count(
                """
                SELECT tokens_in FROM model_usage_daily
                WHERE account_id = 'models' AND model = 'large'
                """))
        .isEqualTo(20);
  }

  @Test
  void countsANewModelAsGrowthOfADayThatWasSeen() {
    SHELF.fresh("new-model");
    SHELF.save("new-model", NOON, Figures.ofModel(NOON, "small", 10));
    SHELF.save(
        "new-model",
        NOON.plus(HOUR),
        Figures.ofModel(NOON, "small", 10),
        Figures.ofModel(NOON, "large", 7));

    assertThat(tokens("new-model", Range.DAY)).containsExactly(number(7));
  }

  @Test
  void keepsWhatALaterFigureDoesNotTell() {
    SHELF.fresh("untold");
    SHELF.save("untold", NOON, usage(Optional.of(5L), Optional.of(7L)));
    SHELF.save("untold", NOON.plus(HOUR), usage(Optional.empty(), Optional.of(8L)));

    assertThat(tokens("untold", Range.WEEK)).containsExactly(number(5));
    assertThat(SHELF.values("untold", Metric.REQUESTS, Range.WEEK, NOON))
        .containsExactly(number(8));
  }

  private static List<BigDecimal> tokens(String account, Range range) {
    return SHELF.values(account, Metric.TOKENS, range, NOON.plus(HOUR));
  }

  private static Usage usage(Optional<Long> tokensOut, Optional<Long> requests) {
    return Usage.ofDay(
        Period.utcDay(NOON),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        tokensOut,
        requests);
  }

  private static Optional<BigDecimal> amount(String amount) {
    return Optional.of(new BigDecimal(amount));
  }

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }
}
