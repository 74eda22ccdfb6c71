package dev.headroom.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.ApiException;
import dev.headroom.store.Accounts;
import dev.headroom.store.BudgetSpending;
import dev.headroom.store.JdbiLedger;
import dev.headroom.store.JdbiPollQueue;
import dev.headroom.store.Partitions;
import dev.headroom.store.Snapshots;
import dev.headroom.store.StoredReadings;
import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Scope;
import dev.headroom.view.Refresh;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// An account whose polls spend, read by two replicas on one database that may end and start again.
final class ThriftInTheClusterTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestDatabase db = TestDatabase.create();
  private final List<Instant> asked = new ArrayList<>();

  static List<Cadence> cadences() {
    return List.of(
        new Cadence.Every(Duration.ofMinutes(1)),
        new Cadence.Every(Duration.ofMinutes(15)),
        new Cadence.Cron("* * * * *", ZoneId.of("UTC")));
  }

  @BeforeEach
  void knowTheAccount() {
    var partitions = new Partitions(InstantSource.fixed(NOON));
    db.database()
        .transaction(handle -> {
          new Accounts(List.of(House.ACCOUNT), InstantSource.fixed(NOON)).add(handle);
          partitions.createAhead(handle);
          return true;
        });
  }

  @AfterEach
  void drop() {
    db.close();
  }

  @ParameterizedTest
  @MethodSource("cadences")
  void spendsOnceInAQuarterOfAnHourWhoeverTicks(Cadence cadence) {
    try (var one = replica(cadence);
        var other = replica(cadence)) {
      for (var at = NOON; at.isBefore(NOON.plusSeconds(7200)); at = at.plus(MINUTE)) {
        one.at(at).tick();
        other.at(at.plusSeconds(20)).tick();
        refresh(other);
      }
    }

    assertAsked(7, 8);
  }

  @Test
  void spendsNoSoonerAfterARestart() {
    for (var at = NOON; at.isBefore(NOON.plusSeconds(3600)); at = at.plus(MINUTE)) {
      try (var house = replica(new Cadence.Every(MINUTE)).at(at)) {
        house.tick();
      }
    }

    assertAsked(3, 4);
  }

  @ParameterizedTest
  @EnumSource(Failure.Kind.class)
  void spendsNoSoonerWhereItFailed(Failure.Kind kind) {
    for (var at = NOON; at.isBefore(NOON.plusSeconds(3600)); at = at.plus(MINUTE)) {
      try (var house = replica(new Cadence.Every(MINUTE)).at(at)) {
        house.asks(() -> {
          asked.add(house.now());
          throw new ApiException(Failure.of(kind, "no"), Optional.empty());
        });
        house.tick();
        refresh(house);
      }
    }

    assertAsked(1, 4);
  }

  @Test
  void tellsAPersonFromWhenOnItIsReadAgain() {
    try (var one = replica(new Cadence.Every(MINUTE)).at(NOON);
        var other = replica(new Cadence.Every(MINUTE)).at(NOON.plus(MINUTE))) {
      one.tick();

      assertThat(refresh(other))
          .isEqualTo(
              new Refresh.Outcome(
                  0,
                  0,
                  0,
                  Optional.empty(),
                  Optional.of(new Refresh.Pause(1, NOON.plus(Thrift.PAUSE)))));
      other.at(NOON.plus(Thrift.PAUSE));
      assertThat(refresh(other)).isEqualTo(new Refresh.Outcome(1, 0, 0));
    }
  }

  private void assertAsked(int least, int most) {
    assertThat(asked).hasSizeBetween(least, most);
    for (var i = 1; i < asked.size(); i++) {
      assertThat(Duration.between(asked.get(i - 1), asked.get(i)))
          .isGreaterThanOrEqualTo(Thrift.PAUSE);
    }
  }

  private static Refresh.Outcome refresh(House house) {
    return house.refreshing().refresh(new Scope.All());
  }

  /// One whose quota resets in a moment, which calls for a poll right then.
  private House replica(Cadence cadence) {
    var ledger =
        new JdbiLedger(
            db.database(),
            new StoredReadings(
                new Snapshots(new Partitions(InstantSource.fixed(NOON))),
                new BudgetSpending(ZoneId.of("UTC"))));
    var watched = List.of(new Watched(House.ACCOUNT, cadence, true));
    var house = new House(new JdbiPollQueue(db.database()), ledger, watched);
    return house.asks(() -> {
      asked.add(house.now());
      return Report.of(
          List.of(
              Quota.percent("5h", BigDecimal.TEN)
                  .withWindow(Duration.ofHours(5))
                  .withResetsAt(house.now().plusSeconds(30))));
    });
  }
}
