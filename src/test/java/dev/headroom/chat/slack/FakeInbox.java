package dev.headroom.chat.slack;

import dev.headroom.chat.Inbox;
import dev.headroom.command.Caller;
import dev.headroom.command.Grammar;
import dev.headroom.message.Message;
import dev.headroom.testing.Messages;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// An inbox with an answer for each kind of message, which keeps what it was asked.
final class FakeInbox implements Inbox {

  final List<String> asked = new CopyOnWriteArrayList<>();
  final CountDownLatch slow = new CountDownLatch(1);

  @Override
  public List<Grammar> grammars() {
    return List.of();
  }

  @Override
  public Message answer(String command, String arguments, Caller caller) {
    asked.add("answer %s [%s] %s".formatted(command, arguments, caller.signature()));
    return message(command, caller);
  }

  @Override
  public Message answer(String command, String form, Map<String, String> values, Caller caller) {
    return answer(command, form + values, caller);
  }

  @Override
  public Message refresh(String command, String arguments, Caller caller) {
    asked.add("refresh %s [%s] %s".formatted(command, arguments, caller.signature()));
    return message(command, caller);
  }

  @Override
  public List<String> complete(Grammar.Kind kind, String typed) {
    return List.of();
  }

  private Message message(String command, Caller caller) {
    return switch (command) {
      case "quota" -> Messages.quota();
      case "quota-history" -> Messages.history();
      case "whoami" -> Message.of(caller.admin().getAsBoolean() ? "An admin." : "No admin.");
      case "slow" -> {
        await();
        yield Message.of("At last.");
      }
      case "broken" -> throw new IllegalStateException("broken on purpose");
      default -> Message.problem("There is no command " + command + ".");
    };
  }

  private void await() {
    try {
      if (!slow.await(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody released the slow command");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
