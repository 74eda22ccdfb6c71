package dev.headroom.chat.console;

import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.chart.Charts;
import dev.headroom.chat.Delivery;
import dev.headroom.chat.Outgoing;
import dev.headroom.message.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class ConsolePlatformTest {

  private static final Charts CHARTS = new Charts();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EchoInbox inbox = new EchoInbox();
  private final CountDownLatch ended = new CountDownLatch(1);

  @TempDir private Path folder;

  @Test
  void answersEachLineInOrderUntilTheInputEnds() throws Exception {
    converse("/quota\n\n  quota-history   openai 7d  \nbudget set all 500 USD");

    assertThat(printed())
        .isEqualTo(
            """
            quota() by console:terminal (ada)

            quota-history(openai 7d) by console:terminal (ada)

            budget(set all 500 USD) by console:terminal (ada)

            """);
  }

  @Test
  void readsAnewWhenItsHintForThatIsTyped() throws Exception {
    converse("quota all\nquota offering all\n/quota  all\nquota all\n");

    assertThat(printed())
        .isEqualTo(
            """
            quota(all) by console:terminal (ada)

            quota(offering all) by console:terminal (ada)
            [Refresh] /quota all   [History] /quota-history all

            fresh quota(all) by console:terminal (ada)

            quota(all) by console:terminal (ada)

            """);
  }

  @Test
  void endsOnExit() throws Exception {
    converse("quota\nexit\nnever\n");

    assertThat(printed()).contains("quota()").doesNotContain("never");
  }

  @Test
  void endsOnSlashQuit() throws Exception {
    converse("/quit\nnever\n");

    assertThat(printed()).isEmpty();
  }

  @Test
  void itsPersonIsAdmin() throws Exception {
    converse("quota\n");

    assertThat(inbox.admins()).containsExactly(true);
  }

  @Test
  void deliversToItsOnlyChannel() {
    try (var platform = platform("")) {
      var delivery = platform.deliver(outgoing("terminal"));

      assertThat(delivery).isEqualTo(new Delivery.Sent("1"));
      assertThat(printed()).isEqualTo("openai-prod is at 92%.\n\n");
    }
  }

  @Test
  void refusesOtherChannels() {
    try (var platform = platform("")) {
      assertThat(platform.deliver(outgoing("C01")))
          .isEqualTo(
              new Delivery.Refused(
                  "console: the only channel is \"console:terminal\", was \"console:C01\""));
      assertThat(platform.inspect(List.of("terminal", "C01"))).hasSize(1);
    }
  }

  @Test
  void doesNotCallAnExitWhenItIsClosed() throws Exception {
    var typed = new PipedOutputStream();
    var in = new PipedInputStream(typed);
    var platform = ConsolePlatform.ofStreams(in, out, settings(), CHARTS, ended::countDown);
    platform.start(inbox);

    platform.close();
    typed.close();

    assertThat(platform.health().connected()).isFalse();
    assertThat(ended.getCount()).isEqualTo(1);
  }

  @Test
  void promptsAndPrintsAboveThePromptInATerminal() throws Exception {
    try (var typed = new PipedOutputStream();
        var input = new PipedInputStream(typed);
        var terminal =
            TerminalBuilder.builder()
                .system(false)
                .type("xterm-256color")
                .streams(input, out)
                .encoding(StandardCharsets.UTF_8)
                .size(Size.of(80, 24))
                .build();
        var platform =
            ConsolePlatform.ofTerminal(terminal, true, settings(), CHARTS, ended::countDown)) {
      platform.start(inbox);
      await().until(() -> printed().contains("headroom> "));
      platform.deliver(outgoing("terminal"));
      typed.write("/quota all\r".getBytes(StandardCharsets.UTF_8));
      typed.flush();
      await().until(() -> promptsAfter("quota(all) by console:terminal (ada)"));
      typed.write(3);
      typed.flush();

      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(printed()).contains("openai-prod is at 92%.");
    }
  }

  @Test
  void offersCommandsThenTheirWords() {
    var completer = new CommandCompleter(inbox);

    assertThat(completer.words(List.of(), "/q")).contains("/quota", "/budget", "/exit");
    assertThat(completer.words(List.of("/quota"), "open"))
        .containsExactly("openai-prod", "openai", "best");
    assertThat(completer.words(List.of("/quota"), "b")).contains("best");
    assertThat(completer.words(List.of("/quota", "best"), "")).containsExactly("all", "claude");
    assertThat(completer.words(List.of("budget"), "")).containsExactly("set", "remove");
    assertThat(completer.words(List.of("budget", "set"), "a"))
        .containsExactly("openai-prod", "openai", "daily", "monthly");
    assertThat(completer.words(List.of("unknown"), "")).isEmpty();
  }

  private void converse(String typed) throws InterruptedException {
    try (var platform = platform(typed)) {
      platform.start(inbox);
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private ConsolePlatform platform(String typed) {
    var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    return ConsolePlatform.ofStreams(in, out, settings(), CHARTS, ended::countDown);
  }

  private ConsolePlatform.Settings settings() {
    return new ConsolePlatform.Settings(ZoneId.of("Europe/Berlin"), folder, "ada");
  }

  private static Outgoing outgoing(String channel) {
    return new Outgoing(
        channel, Message.of("openai-prod is at 92%."), "key", Optional.empty(), false);
  }

  /// Whether it waits for the next line: only then Ctrl-C is heard.
  private boolean promptsAfter(String answer) {
    var printed = printed();
    return printed.contains(answer)
        && printed.substring(printed.indexOf(answer)).contains("headroom> ");
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
