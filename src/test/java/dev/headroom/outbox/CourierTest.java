package dev.headroom.outbox;

import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.chat.Delivery;
import dev.headroom.chat.Inbox;
import dev.headroom.chat.Outgoing;
import dev.headroom.chat.Platform;
import dev.headroom.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CourierTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final MemoryQueue queue = new MemoryQueue();
  private final Chat slack = new Chat("slack");
  private Instant now = NOON;

  @Test
  void deliversToTheChannelOfThePlatform() {
    owe("t", "slack:C1", false, "hello");

    tick();

    assertThat(slack.received)
        .containsExactly(new Outgoing("C1", Message.of("hello"), "hello", Optional.empty(), false));
    assertThat(queue.owed()).isZero();
  }

  @Test
  void editsWhatItSentBefore() {
    owe("t", "slack:C1", false, "opened");
    tick();
    owe("t", "slack:C1", true, "ended");
    tick();

    assertThat(slack.received.getLast().edits()).contains("ref-1");
  }

  @Test
  void waitsAsLongAsThePlatformAsksAndSaysThatItRetries() {
    slack.outcomes.put("C1", new Delivery.Later(Duration.ofSeconds(40), "rate limited"));
    owe("t", "slack:C1", false, "hello");
    owe("u", "slack:C2", false, "other");

    tick();
    assertThat(queue.owed()).isEqualTo(1);
    assertThat(queue.dueAt("hello")).contains(NOON.plusSeconds(40));

    now = NOON.plusSeconds(40);
    tick();
    assertThat(queue.owed()).isZero();
    assertThat(slack.received.getLast().retried()).isTrue();
  }

  @Test
  void showsARefusalAndDoesNotTryAgain() {
    slack.outcomes.put("C1", new Delivery.Refused("the channel is archived"));
    owe("t", "slack:C1", false, "hello");

    tick();

    assertThat(queue.problems(NOON))
        .containsExactly(new Queue.Problem("slack:C1", "hello", "the channel is archived", NOON));
  }

  @Test
  void keepsMessagesForAPlatformThatIsNotSetUp() {
    owe("t", "discord:1", false, "hello");

    tick();

    assertThat(queue.owed()).isEqualTo(1);
    assertThat(queue.problems(NOON)).isEmpty();
  }

  @Test
  void givesUpOnNewsThatIsDaysOld() {
    owe("t", "discord:1", false, "hello");
    now = NOON.plus(Duration.ofDays(4));

    tick();

    assertThat(queue.problems(NOON)).hasSize(1);
  }

  @Test
  void doesNotSendTwiceWhatItCouldNotWriteDown() {
    owe("t", "slack:C1", false, "hello");
    slack.meanwhile = queue::goAway;
    try (var courier = courier()) {
      courier.run();
      await().until(() -> courier.unwritten() == 1);
      queue.comeBack();
      now = NOON.plus(Duration.ofMinutes(2));
      courier.run();
    }

    assertThat(slack.received).hasSize(1);
    assertThat(queue.owed()).isZero();
  }

  private void owe(String thread, String channel, boolean edit, String words) {
    queue.owe(thread, channel, edit, Message.of(words), NOON);
  }

  private void tick() {
    try (var courier = courier()) {
      courier.run();
    }
  }

  private Courier courier() {
    return new Courier(queue, Map.of("slack", slack), () -> now, Duration.ofMinutes(1), () -> 0L);
  }

  /// A platform that does once as it is told for a channel, and otherwise takes everything.
  private static final class Chat implements Platform {
    private final String name;
    private final Map<String, Delivery> outcomes = new HashMap<>();
    private final List<Outgoing> received = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    Chat(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start(Inbox inbox) {}

    @Override
    public synchronized Delivery deliver(Outgoing outgoing) {
      received.add(outgoing);
      meanwhile.run();
      var told = outcomes.remove(outgoing.channel());
      return told == null ? new Delivery.Sent("ref-" + received.size()) : told;
    }

    @Override
    public Health health() {
      return new Health(true, "well");
    }

    @Override
    public List<String> inspect(List<String> channels) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
