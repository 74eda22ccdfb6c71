package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.poll.Lease;
import dev.headroom.poll.Ledger;
import dev.headroom.poll.PollingContract;
import dev.headroom.poll.Queue;
import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.BudgetView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JdbiPollQueueTest implements PollingContract {

  private static final TestDatabase DB = TestDatabase.create();

  @AfterAll
  static void dropDatabase() {
    DB.close();
  }

  @BeforeEach
  void empty() {
    DB.database()
        .with(handle -> handle.execute("TRUNCATE account_poll, alert, outbox RESTART IDENTITY"));
  }

  @Override
  public Queue queue() {
    return new JdbiPollQueue(DB.database());
  }

  @Override
  public Ledger ledger() {
    return new JdbiLedger(DB.database(), new NoReadings());
  }

  @Test
  void neverGivesAnAccountToTwoReplicasAtOnce() {
    var accounts =
        IntStream.range(0, 300).mapToObj(number -> "account-" + number).collect(Collectors.toSet());
    queue().enrol(accounts, NOON);
    var claimed = new ConcurrentLinkedQueue<Lease>();

    try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var replica = 0; replica < 4; replica++) {
        replicas.execute(() -> {
          for (var tick = 0; tick < 30; tick++) {
            claimed.addAll(queue().claim(accounts, 10, NOON, LEASE));
          }
        });
      }
    }

    assertThat(claimed).extracting(Lease::account).hasSize(300).doesNotHaveDuplicates();
  }

  @Test
  void hastensOnlyWhatIsNotDueYet() {
    queue().enrol(Set.of("a", "b"), NOON);
    var later = NOON.plusSeconds(3600);
    queue().claim(BOTH, 9, NOON, LEASE).forEach(lease -> finish(lease, later));
    var soon = NOON.plusSeconds(300);

    new JdbiPollQueue(DB.database()).hasten("a", soon);
    new JdbiPollQueue(DB.database()).hasten("a", soon.plusSeconds(60));
    new JdbiPollQueue(DB.database()).hasten("unheard-of", soon);

    assertThat(queue().claim(Set.of("a", "b", "unheard-of"), 9, soon, LEASE))
        .extracting(Lease::account)
        .containsExactly("a");
  }

  private void finish(Lease lease, Instant next) {
    ledger()
        .inTransaction(entry -> {
          entry.finish(lease, NOON, next, 1);
          return true;
        });
  }

  /// Snapshots are another test's.
  private record NoReadings() implements JdbiLedger.Readings {

    @Override
    public void save(Handle handle, Snapshot snapshot) {}

    @Override
    public void saveFailure(Handle handle, String account, Failure failure, Instant at) {}

    @Override
    public List<BudgetView> budgets(Handle handle, Instant now) {
      return List.of();
    }
  }
}
