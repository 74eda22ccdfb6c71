package dev.headroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.command.Caller;
import dev.headroom.command.Command;
import dev.headroom.command.Families;
import dev.headroom.command.Grammar;
import dev.headroom.command.Invocation;
import dev.headroom.message.Message;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Team;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandInboxTest {

  private static final Caller BOB = new Caller("discord", "2", "bob", () -> false);
  private static final InstantSource CLOCK = InstantSource.fixed(Team.NOW);

  private final List<Invocation> seen = new ArrayList<>();

  @Test
  void bringsTextToItsCommand() {
    assertThat(inbox(this::echo).answer("echo", "groq", BOB).summary()).isEqualTo("heard");
    assertThat(seen)
        .containsExactly(new Invocation("", Map.of("scope", "groq"), BOB, Team.NOW, false));
  }

  @Test
  void bringsOptionsToTheirCommand() {
    inbox(this::echo).answer("echo", "", Map.of("scope", "groq"), BOB);

    assertThat(seen)
        .containsExactly(new Invocation("", Map.of("scope", "groq"), BOB, Team.NOW, false));
  }

  @Test
  void asksForFreshNumbersWhenRefreshIsPressed() {
    inbox(this::echo).refresh("echo", "groq", BOB);

    assertThat(seen).extracting(Invocation::fresh).containsExactly(true);
  }

  @Test
  void takesTheSlashAndCapitals() {
    assertThat(inbox(this::echo).answer(" /ECHO", "", BOB).summary()).isEqualTo("heard");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ehco,I don't know that command. Did you mean /echo?",
    "weather,I don't know that command. I know /echo."
  })
  void saysWhichCommandsThereAre(String typed, String answer) {
    assertThat(inbox(this::echo).answer(typed, "", BOB).summary()).isEqualTo(answer);
  }

  @Test
  void turnsWhateverBreaksIntoASentenceWithoutItsInsides() {
    for (var bug : List.of(new IllegalStateException("secret"), new StackOverflowError("secret"))) {
      var message = inbox(invocation -> sneak(bug)).answer("echo", "", BOB);

      assertThat(message.summary()).startsWith("Something broke on my side");
      assertThat(message.toString()).doesNotContain("secret");
    }
  }

  private static Message sneak(Throwable bug) {
    if (bug instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) bug;
  }

  private Message echo(Invocation invocation) {
    seen.add(invocation);
    return Message.of("heard");
  }

  private static Inbox inbox(Function<Invocation, Message> answer) {
    var completions =
        new Completions(FakeViews.away(), new Families(Map.of()), CLOCK, Runnable::run);
    return new CommandInbox(List.of(new Echo(answer)), completions, CLOCK);
  }

  private record Echo(Function<Invocation, Message> answer) implements Command {

    @Override
    public Grammar grammar() {
      var scope = new Grammar.Parameter("scope", "whom", Grammar.Kind.SCOPE, false, List.of());
      return new Grammar("echo", "Echo", List.of(new Grammar.Form("", "Echo", List.of(scope))));
    }

    @Override
    public Message answer(Invocation invocation) {
      return answer.apply(invocation);
    }
  }
}
