package dev.headroom.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every queue of messages promises.
public interface QueueContract {

  Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  Duration LEASE = Duration.ofMinutes(1);

  /// An empty queue.
  Queue queue();

  /// Puts a message into it; its key is its words.
  void owe(String thread, String channel, boolean edit, String words);

  @Test
  default void givesEachMessageToOneOnly() {
    owe("t", "slack:1", false, "hello");

    assertThat(claim(NOON)).extracting(Parcel::key).containsExactly("hello");
    assertThat(claim(NOON)).isEmpty();
  }

  @Test
  default void keepsTheOrderOfAChannelWhileOthersGoOn() {
    owe("t", "slack:1", false, "first");
    owe("u", "slack:1", false, "second");
    owe("t", "slack:2", false, "other");

    var claimed = claim(NOON);
    assertThat(claimed).extracting(Parcel::key).containsExactlyInAnyOrder("first", "other");

    queue().later(of(claimed, "first"), NOON.plusSeconds(30), "busy", true);
    queue().sent(of(claimed, "other"), "r", NOON);
    assertThat(claim(NOON.plusSeconds(29))).isEmpty();

    var again = claim(NOON.plusSeconds(30));
    assertThat(again).extracting(Parcel::key, Parcel::attempts).containsExactly(tuple("first", 1));
    queue().sent(again.getFirst(), "r", NOON);
    assertThat(claim(NOON.plusSeconds(30))).extracting(Parcel::key).containsExactly("second");
  }

  @Test
  default void tellsAnEditWhatItChanges() {
    owe("t", "slack:1", false, "opened");
    queue().sent(claim(NOON).getFirst(), "ts-1", NOON);
    owe("t", "slack:1", true, "ended");

    var edit = claim(NOON).getFirst();

    assertThat(edit.edit()).isTrue();
    assertThat(edit.reference()).isEqualTo(Optional.of("ts-1"));
  }

  @Test
  default void mergesWhatAnUnsentMessageIsOwed() {
    owe("t", "slack:1", false, "opened");
    owe("u", "slack:1", false, "something else");
    owe("t", "slack:1", true, "ended");

    var parcel = claim(NOON).getFirst();

    assertThat(parcel.key()).isEqualTo("opened");
    assertThat(parcel.edit()).isFalse();
    assertThat(parcel.message()).isEqualTo(Message.of("ended"));
    assertThat(queue().owed()).isEqualTo(2);
  }

  @Test
  default void leavesAnEditToAMessageThatMayHaveArrived() {
    owe("t", "slack:1", false, "opened");
    queue().later(claim(NOON).getFirst(), NOON, "timed out", true);
    owe("t", "slack:1", true, "ended");

    var parcel = claim(NOON).getFirst();
    assertThat(parcel.message()).isEqualTo(Message.of("ended"));
    assertThat(parcel.attempts()).isEqualTo(1);

    queue().sent(parcel, "ts-1", NOON);
    assertThat(claim(NOON)).extracting(Parcel::key).containsExactly("ended");
  }

  @Test
  default void mergesEditsButNeverNewsIntoAnEdit() {
    owe("t", "slack:1", false, "opened");
    queue().sent(claim(NOON).getFirst(), "ts-1", NOON);
    owe("t", "slack:1", true, "better");
    owe("t", "slack:1", true, "better still");
    owe("t", "slack:1", false, "worse");

    var edit = claim(NOON).getFirst();
    assertThat(edit.message()).isEqualTo(Message.of("better still"));
    queue().sent(edit, "ts-1", NOON);

    var news = claim(NOON).getFirst();
    assertThat(news.key()).isEqualTo("worse");
    assertThat(news.edit()).isFalse();
  }

  @Test
  default void showsWhatWasGivenUp() {
    owe("t", "slack:1", false, "opened");
    queue().giveUp(claim(NOON).getFirst(), "the channel is archived", NOON);

    assertThat(queue().problems(NOON))
        .containsExactly(new Queue.Problem("slack:1", "opened", "the channel is archived", NOON));
    assertThat(queue().owed()).isZero();
  }

  @Test
  default void leavesAnEditWithoutReferenceWhenItsMessageWasGivenUp() {
    owe("t", "slack:1", false, "opened");
    queue().giveUp(claim(NOON).getFirst(), "the channel is archived", NOON);
    owe("t", "slack:1", true, "ended");

    assertThat(claim(NOON).getFirst().reference()).isEmpty();
  }

  @Test
  default void givesAMessageAgainWhenItsLeaseIsOver() {
    owe("t", "slack:1", false, "opened");
    var lost = claim(NOON).getFirst();

    var again = claim(NOON.plus(LEASE)).getFirst();
    queue().giveUp(lost, "too late to say so", NOON);

    assertThat(again.attempts()).isEqualTo(1);
    assertThat(queue().owed()).isEqualTo(1);
  }

  @Test
  default void doesNotCountWhatWasNotTried() {
    owe("t", "slack:1", false, "opened");
    queue().later(claim(NOON).getFirst(), NOON, "slack is not set up", false);

    assertThat(claim(NOON).getFirst().attempts()).isZero();
  }

  @Test
  default void sweepsWhatIsDone() {
    owe("t", "slack:1", false, "opened");
    queue().giveUp(claim(NOON).getFirst(), "the channel is archived", NOON);

    queue().sweep(NOON.plusSeconds(1));

    assertThat(queue().problems(Instant.EPOCH)).isEmpty();
  }

  private List<Parcel> claim(Instant now) {
    return queue().claim(50, now, LEASE);
  }

  private static Parcel of(List<Parcel> parcels, String key) {
    return parcels.stream().filter(parcel -> parcel.key().equals(key)).findFirst().orElseThrow();
  }
}
