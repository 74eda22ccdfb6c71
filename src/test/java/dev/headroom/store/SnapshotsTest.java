package dev.headroom.store;

import static dev.headroom.store.Shelf.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class SnapshotsTest {

  private static final Shelf SHELF = new Shelf();
  private static final Duration POLL = Duration.ofMinutes(5);

  @AfterAll
  static void drop() {
    SHELF.close();
  }

  @Test
  void keepsTheLastGoodReport() {
    SHELF.fresh("good");
    var snapshot = new Snapshot("good", NOON, Report.of(List.of(quota("41.5"))).withPlan("Team"));

    SHELF.save("good", NOON.minus(POLL), quota("40"));
    SHELF.save(snapshot);

    assertThat(SHELF.current("good").last()).contains(snapshot);
    assertThat(SHELF.current("good").trouble()).isEmpty();
  }

  @Test
  void keepsTheLastGoodReportWhilePollsFail() {
    SHELF.fresh("failing");
    var retryAt = Optional.of(NOON.plus(POLL.multipliedBy(3)));
    var second = new Failure(Kind.RATE_LIMITED, "asked too often", retryAt);
    SHELF.save("failing", NOON, quota("40"));

    SHELF.saveFailure("failing", Failure.of(Kind.UNREACHABLE, "no answer"), NOON.plus(POLL));
    SHELF.saveFailure("failing", second, NOON.plus(POLL.multipliedBy(2)));

    var current = SHELF.current("failing");
    assertThat(current.last().map(Snapshot::takenAt)).contains(NOON);
    assertThat(current.trouble()).contains(second);
    assertThat(current.troubleSince()).contains(NOON.plus(POLL));
  }

  @Test
  void forgetsTheTroubleWithTheNextGoodReport() {
    SHELF.fresh("healed");
    SHELF.saveFailure("healed", Failure.of(Kind.AUTH, "key refused"), NOON);
    assertThat(SHELF.current("healed").last()).isEmpty();

    SHELF.save("healed", NOON.plus(POLL), quota("40"));

    assertThat(SHELF.current("healed").trouble()).isEmpty();
    assertThat(SHELF.current("healed").troubleSince()).isEmpty();
  }

  @Test
  void ignoresAFailureOlderThanTheLastReport() {
    SHELF.fresh("late-failure");
    SHELF.save("late-failure", NOON, quota("40"));

    SHELF.saveFailure("late-failure", Failure.of(Kind.AUTH, "key refused"), NOON.minus(POLL));

    assertThat(SHELF.current("late-failure").trouble()).isEmpty();
  }

  @Test
  void keepsTheSameSnapshotOnce() {
    SHELF.fresh("twice");
    var snapshot =
        new Snapshot("twice", NOON, Report.of(List.of(quota("40"), Figures.added(NOON, 100))));

    SHELF.save(snapshot);
    SHELF.save(snapshot);

    assertThat(SHELF.history("twice", Metric.TOKENS, Range.DAY, NOON).snapshots()).isEqualTo(1);
    assertThat(SHELF.values("twice", Metric.TOKENS, Range.WEEK, NOON)).containsExactly(number(100));
    assertThat(SHELF.values("twice", Metric.TOKENS, Range.DAY, NOON)).containsExactly(number(100));
  }

  @Test
  void neverLetsAnOlderSnapshotReplaceNewerFigures() {
    SHELF.fresh("overtaken");
    var newer = new Snapshot("overtaken", NOON, Report.of(List.of(Figures.spend(NOON, "7"))));
    SHELF.save(newer);

    SHELF.save("overtaken", NOON.minus(POLL), Figures.spend(NOON, "5"), Figures.total(NOON, 9));

    assertThat(SHELF.current("overtaken").last()).contains(newer);
    assertThat(SHELF.values("overtaken", Metric.COST, Range.WEEK, NOON))
        .containsExactly(new BigDecimal("7"));
    assertThat(SHELF.values("overtaken", Metric.TOKENS, Range.WEEK, NOON)).isEmpty();
  }

  @Test
  void keepsTheTightestQuotaOfEachHourAndDay() {
    SHELF.fresh("gauge");
    SHELF.save("gauge", NOON, quota("40"), Quota.percent("Weekly", number(60)));
    SHELF.save("gauge", NOON.plus(POLL), quota("80.25"));
    SHELF.save(
        "gauge",
        NOON.plus(POLL.multipliedBy(2)),
        quota("99").withResetsAt(NOON.plus(POLL)),
        Quota.named("Untold", "tokens"));
    SHELF.save("gauge", NOON.minus(Duration.ofHours(1)), quota("12"));

    assertThat(SHELF.values("gauge", Metric.QUOTA, Range.DAY, NOON))
        .containsExactly(number(12), new BigDecimal("80.25"));
    assertThat(SHELF.values("gauge", Metric.QUOTA, Range.WEEK, NOON))
        .containsExactly(new BigDecimal("80.25"));
  }

  @Test
  void takesSavesOfManyAccountsAtOnce() throws Exception {
    var ids = List.of("many-a", "many-b", "many-c", "many-d");
    ids.forEach(SHELF::fresh);
    SHELF.inTransaction(SHELF.partitions::createAhead);
    var saves = new ArrayList<Future<?>>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var poll = 0; poll < 5; poll++) {
        var moment = NOON.plus(POLL.multipliedBy(poll));
        ids.forEach(id ->
            saves.add(
                threads.submit(
                    () -> SHELF.save(id, moment, quota("1"), Figures.added(moment, 10)))));
      }
      for (var save : saves) {
        save.get();
      }
    }
    for (var id : ids) {
      assertThat(SHELF.values(id, Metric.TOKENS, Range.WEEK, NOON)).containsExactly(number(50));
      assertThat(SHELF.history(id, Metric.TOKENS, Range.WEEK, NOON).snapshots()).isEqualTo(5);
    }
  }

  @Test
  void keepsNothingWhenItsTransactionFails() {
    SHELF.fresh("rolled-back");
    var snapshot = new Snapshot("rolled-back", NOON, Report.of(List.of(quota("40"))));

    assertThatThrownBy(() ->
            SHELF.inTransaction(handle -> {
              SHELF.snapshots.save(handle, snapshot);
              throw new IllegalStateException("crash");
            }))
        .hasMessage("crash");

    assertThat(SHELF.current("rolled-back").last()).isEmpty();
    SHELF.save(snapshot);
    assertThat(SHELF.current("rolled-back").last()).contains(snapshot);
  }

  @Test
  void refusesAnAccountItDoesNotKnow() {
    assertThatThrownBy(() -> SHELF.save("stranger", NOON, quota("40")))
        .hasMessage("account not in the database: stranger");
  }

  @Test
  void keepsRawOnlyWhatIsSampled() {
    SHELF.fresh("raw");
    SHELF.save("raw", NOON, quota("40"), Figures.spend(NOON, "5"), Figures.total(NOON, 9));

    assertThat(
            SHELF.count(
                """
                SELECT jsonb_array_length(quotas) * 10 + jsonb_array_length(balances)
                FROM snapshot WHERE account_id = 'raw'
                """))
        .isEqualTo(10);
  }

  private static Quota quota(String percent) {
    return Quota.percent("Session", new BigDecimal(percent));
  }

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }
}
