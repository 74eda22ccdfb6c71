package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.poll.Lease;
import dev.headroom.poll.Ledger;
import dev.headroom.poll.PollingContract;
import dev.headroom.poll.Queue;
import dev.headroom.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        .with(handle -> {
          handle.execute("TRUNCATE account_poll, account_current, alert, outbox RESTART IDENTITY");
          return handle.execute(
              """
              INSERT INTO account (id, provider, name, warning, critical, every_seconds)
              VALUES ('a', 'acme', 'A', 70, 90, 300), ('b', 'acme', 'B', 70, 90, 300)
              ON CONFLICT (id) DO NOTHING
              """);
        });
  }

  @Override
  public Queue queue() {
    return new JdbiPollQueue(DB.database());
  }

  @Override
  public Ledger ledger() {
    return new JdbiLedger(
        DB.database(),
        new StoredReadings(
            new Snapshots(new Partitions(InstantSource.fixed(NOON))),
            new BudgetSpending(ZoneId.of("UTC"))));
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
            claimed.addAll(queue().claim(accounts, 10, FREE, NOON, LEASE));
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
    queue().claim(BOTH, 9, FREE, NOON, LEASE).forEach(lease -> finish(lease, later));
    var soon = NOON.plusSeconds(300);

    new JdbiPollQueue(DB.database()).hasten("a", soon);
    new JdbiPollQueue(DB.database()).hasten("a", soon.plusSeconds(60));
    new JdbiPollQueue(DB.database()).hasten("unheard-of", soon);

    assertThat(queue().claim(Set.of("a", "b", "unheard-of"), 9, FREE, soon, LEASE))
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
}
