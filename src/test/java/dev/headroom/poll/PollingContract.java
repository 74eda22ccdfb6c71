package dev.headroom.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.alert.AlertKey;
import dev.headroom.alert.AlertState;
import dev.headroom.alert.Level;
import dev.headroom.alert.Rule;
import dev.headroom.alert.Seen;
import dev.headroom.alert.Voice;
import dev.headroom.poll.Queue.Ahead;
import dev.headroom.usage.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every queue and its ledger promise.
public interface PollingContract {

  Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  Duration LEASE = Duration.ofMinutes(1);
  Set<String> BOTH = Set.of("a", "b");
  Thrift FREE = new Thrift(Set.of());

  /// A queue without accounts.
  Queue queue();

  /// The ledger over the same queue.
  Ledger ledger();

  @Test
  default void givesEachAccountToOneOnly() {
    queue().enrol(BOTH, NOON);

    assertThat(claim(NOON)).extracting(Lease::account).containsExactlyInAnyOrder("a", "b");
    assertThat(claim(NOON)).isEmpty();
  }

  @Test
  default void givesNoMoreThanAskedForAndOnlyWhatIsKnown() {
    queue().enrol(BOTH, NOON);

    assertThat(queue().claim(BOTH, 1, FREE, NOON, LEASE)).hasSize(1);
    assertThat(queue().claim(Set.of(), 9, FREE, NOON, LEASE)).isEmpty();
  }

  @Test
  default void givesAnAccountAgainWhenItsLeaseIsOver() {
    queue().enrol(Set.of("a"), NOON);
    var lost = claim(NOON).getFirst();

    var again = claim(NOON.plus(LEASE)).getFirst();

    assertThat(again.account()).isEqualTo("a");
    assertThat(holds(lost)).isFalse();
    assertThat(holds(again)).isTrue();
  }

  @Test
  default void isDueAgainWhenTheLastPollSaidSo() {
    queue().enrol(Set.of("a"), NOON);
    var lease = claim(NOON).getFirst();
    finish(lease, NOON.plusSeconds(300), 2);

    assertThat(holds(lease)).isFalse();
    assertThat(claim(NOON.plusSeconds(299))).isEmpty();
    assertThat(claim(NOON.plusSeconds(300))).extracting(Lease::failures).containsExactly(2);
  }

  @Test
  default void isDueOnceHoweverLongNobodyAsked() {
    queue().enrol(Set.of("a"), NOON);
    var weekLater = NOON.plus(Duration.ofDays(7));

    finish(claim(weekLater).getFirst(), weekLater.plusSeconds(300), 0);

    assertThat(claim(weekLater)).isEmpty();
  }

  @Test
  default void forgetsAccountsThatAreNoLongerEnrolled() {
    queue().enrol(BOTH, NOON);
    queue().enrol(Set.of("b"), NOON);

    assertThat(claim(NOON)).extracting(Lease::account).containsExactly("b");
  }

  @Test
  default void asksAgainAfterARestartWhereItLastFailed() {
    queue().enrol(BOTH, NOON);
    claim(NOON)
        .forEach(
            lease -> finish(lease, NOON.plusSeconds(3600), lease.account().equals("a") ? 1 : 0));

    queue().enrol(BOTH, NOON.plusSeconds(120));

    assertThat(claim(NOON.plusSeconds(120))).extracting(Lease::account).containsExactly("a");
  }

  @Test
  default void keepsToTheFloorAheadOfTime() {
    queue().enrol(Set.of("a"), NOON);
    var floor = Duration.ofSeconds(30);
    var first = queue().claimAhead("a", floor, FREE, NOON, LEASE);

    assertThat(first).isInstanceOf(Ahead.Claimed.class);
    assertThat(queue().claimAhead("a", floor, FREE, NOON, LEASE)).isEqualTo(new Ahead.Underway());

    finish(((Ahead.Claimed) first).lease(), NOON.plusSeconds(300), 0);
    assertThat(queue().claimAhead("a", floor, FREE, NOON.plusSeconds(29), LEASE))
        .isEqualTo(new Ahead.TooSoon());
    assertThat(queue().claimAhead("a", floor, FREE, NOON.plusSeconds(30), LEASE))
        .isInstanceOf(Ahead.Claimed.class);
    assertThat(queue().claimAhead("unheard-of", floor, FREE, NOON, LEASE))
        .isEqualTo(new Ahead.TooSoon());
  }

  @Test
  default void leavesAProviderAloneForAsLongAsItAskedFor() {
    queue().enrol(Set.of("a"), NOON);
    var until = NOON.plus(Duration.ofDays(3));
    fail(new Failure(Failure.Kind.RATE_LIMITED, "slow down", Optional.of(until)));

    assertThat(ahead(NOON.plusSeconds(60))).isEqualTo(new Ahead.Held(until));
    assertThat(ahead(until.minusSeconds(1))).isEqualTo(new Ahead.Held(until));
    queue().enrol(Set.of("a"), NOON.plusSeconds(120));
    assertThat(claim(until.minusSeconds(1))).isEmpty();
    assertThat(ahead(until)).isInstanceOf(Ahead.Claimed.class);
  }

  @Test
  default void triesAtOnceWhatAPersonMayHavePutRight() {
    queue().enrol(Set.of("a"), NOON);
    var until = NOON.plus(Duration.ofDays(3));
    fail(new Failure(Failure.Kind.AUTH, "key refused", Optional.of(until)));

    assertThat(ahead(NOON.plusSeconds(60))).isInstanceOf(Ahead.Claimed.class);
  }

  @Test
  default void asksWhatSpendsOnceInAQuarterOfAnHourWhoeverWantsIt() {
    var thrift = new Thrift(Set.of("a"));
    var over = NOON.plus(Thrift.PAUSE);
    queue().enrol(BOTH, NOON);
    assertThat(queue().claim(BOTH, 9, thrift, NOON, LEASE)).hasSize(2);

    queue().enrol(BOTH, NOON.plusSeconds(120));
    assertThat(queue().claim(BOTH, 9, thrift, over.minusSeconds(1), LEASE))
        .as("the poll of a was lost, but may have spent")
        .extracting(Lease::account)
        .containsExactly("b");
    assertThat(queue().claimAhead("a", Duration.ZERO, thrift, over.minusSeconds(1), LEASE))
        .isEqualTo(new Ahead.Resting(over));
    assertThat(queue().claimAhead("a", Duration.ZERO, thrift, over, LEASE))
        .isInstanceOf(Ahead.Claimed.class);
    assertThat(queue().claim(Set.of("a"), 9, thrift, over.plus(LEASE), LEASE))
        .as("a refresh counts, too")
        .isEmpty();
    assertThat(queue().claim(Set.of("a"), 9, thrift, over.plus(Thrift.PAUSE), LEASE)).hasSize(1);
  }

  @Test
  default void asksAtOnceWhatNoLongerSpends() {
    queue().enrol(Set.of("a"), NOON);
    finish(
        queue().claim(BOTH, 9, new Thrift(Set.of("a")), NOON, LEASE).getFirst(),
        NOON.plusSeconds(60),
        0);

    assertThat(claim(NOON.plusSeconds(60))).hasSize(1);
  }

  @Test
  default void keepsAlertsAsTheyAre() {
    var state = state("a", "Tokens");

    ledger().inTransaction(entry -> kept(entry, state));

    assertThat(open("a")).containsExactly(state);
    List<AlertState> others = ledger().inTransaction(entry -> entry.openOfOthers(Set.of("b")));
    assertThat(others).containsExactly(state);
    ledger()
        .inTransaction(entry -> {
          entry.close(state.key());
          return true;
        });
    assertThat(open("a")).isEmpty();
  }

  @Test
  default void keepsNothingOfAnEntryThatFails() {
    queue().enrol(Set.of("a"), NOON);
    var lease = claim(NOON).getFirst();

    assertThatThrownBy(() ->
            ledger()
                .inTransaction(entry -> {
                  entry.keep(state("a", "Tokens"));
                  entry.finish(lease, NOON, NOON.plusSeconds(300), 0);
                  throw new IllegalStateException("crash");
                }))
        .hasMessage("crash");

    assertThat(open("a")).isEmpty();
    assertThat(holds(lease)).isTrue();
  }

  private List<Lease> claim(Instant now) {
    return queue().claim(BOTH, 100, FREE, now, LEASE);
  }

  private Ahead ahead(Instant now) {
    return queue().claimAhead("a", Duration.ofSeconds(30), FREE, now, LEASE);
  }

  private void fail(Failure failure) {
    var lease = claim(NOON).getFirst();
    ledger()
        .inTransaction(entry -> {
          entry.saveFailure("a", failure, NOON);
          entry.finish(lease, NOON, failure.retryAt().orElse(NOON), 1);
          return true;
        });
  }

  private boolean holds(Lease lease) {
    return ledger().inTransaction(entry -> entry.holds(lease));
  }

  private void finish(Lease lease, Instant next, int failures) {
    ledger()
        .inTransaction(entry -> {
          entry.finish(lease, NOON, next, failures);
          return true;
        });
  }

  private List<AlertState> open(String account) {
    return ledger().inTransaction(entry -> entry.openOf(account));
  }

  private static boolean kept(Ledger.Entry entry, AlertState state) {
    entry.keep(state);
    return true;
  }

  private static AlertState state(String account, String subject) {
    var seen =
        new Seen(
            NOON,
            Level.CRITICAL,
            Optional.of(new BigDecimal("92.50")),
            Optional.of(NOON.plusSeconds(7200)));
    return new AlertState(
        AlertKey.of(Rule.QUOTA, account, subject),
        NOON.minusSeconds(60),
        seen,
        seen,
        new Voice(NOON, 2, 1, List.of("slack:C1")),
        Optional.empty(),
        Optional.empty());
  }
}
