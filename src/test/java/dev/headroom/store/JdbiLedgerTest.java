package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.alert.Alerts;
import dev.headroom.alert.Policy;
import dev.headroom.alert.Route;
import dev.headroom.message.Message;
import dev.headroom.outbox.Parcel;
import dev.headroom.poll.Bookkeeper;
import dev.headroom.poll.NextDue;
import dev.headroom.poll.Owed;
import dev.headroom.poll.Roster;
import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.BudgetView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JdbiLedgerTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final TestDatabase DB = TestDatabase.create();

  private final JdbiLedger ledger = new JdbiLedger(DB.database(), new OneBudget());
  private final JdbiOutbox outbox = new JdbiOutbox(DB.database());

  @AfterAll
  static void dropDatabase() {
    DB.close();
  }

  @BeforeEach
  void empty() {
    DB.database().with(handle -> handle.execute("TRUNCATE alert, outbox RESTART IDENTITY"));
  }

  @Test
  void owesAMessageOnceHoweverOftenItIsTold() {
    var owed = new Owed("t", "slack:C1", "key-1", false, Message.of("hello"), NOON);

    ledger.inTransaction(entry -> {
      entry.owe(owed);
      entry.owe(owed);
      return true;
    });

    assertThat(outbox.claim(9, NOON, Duration.ofMinutes(1)))
        .extracting(Parcel::key, Parcel::message)
        .containsExactly(tuple("key-1", Message.of("hello")));
  }

  @Test
  void letsABudgetSpeakOnceThoughReplicasReviewItAtOnce() {
    try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var replica = 0; replica < 6; replica++) {
        replicas.execute(() -> bookkeeper().reviewBudgets(NOON));
      }
    }

    assertThat(outbox.owed()).isEqualTo(1);
    assertThat(alerts()).isEqualTo(1);
  }

  private Bookkeeper bookkeeper() {
    var everything =
        new Route(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("slack:C1"));
    var policy =
        new Policy(Duration.ofMinutes(15), Optional.empty(), true, List.of(), List.of(everything));
    return new Bookkeeper(ledger, new Alerts(policy), new Roster(List.of()), new NextDue(() -> 0L));
  }

  private static int alerts() {
    return DB.database()
        .with(
            handle -> handle.createQuery("SELECT count(*) FROM alert").mapTo(Integer.class).one());
  }

  /// A budget of which 85 of 100 dollars are spent.
  private record OneBudget() implements JdbiLedger.Readings {

    @Override
    public void save(Handle handle, Snapshot snapshot) {}

    @Override
    public void saveFailure(Handle handle, String account, Failure failure, Instant at) {}

    @Override
    public List<BudgetView> budgets(Handle handle, Instant now) {
      var from = Instant.parse("2026-11-01T00:00:00Z");
      var budget =
          new Budget(
              new Scope.All(),
              Budget.Rhythm.MONTHLY,
              Money.usd("100"),
              List.of(new BigDecimal("80")),
              "config",
              from);
      var until = Instant.parse("2026-12-01T00:00:00Z");
      return List.of(new BudgetView(budget, Optional.of(Money.usd("85")), from, until));
    }
  }
}
