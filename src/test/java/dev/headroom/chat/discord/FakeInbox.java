package dev.headroom.chat.discord;

import dev.headroom.chat.Inbox;
import dev.headroom.command.Caller;
import dev.headroom.command.Grammar;
import dev.headroom.command.Grammar.Form;
import dev.headroom.command.Grammar.Kind;
import dev.headroom.command.Grammar.Parameter;
import dev.headroom.message.Message;
import dev.headroom.testing.Messages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// An inbox whose answers say what it was asked.
final class FakeInbox implements Inbox {

  /// A command whose answer has a chart.
  static final String WITH_CHART = "quota-history";

  /// A command that answers only when [#release()] is called.
  static final String SLOW = "slow";

  private final CountDownLatch released = new CountDownLatch(1);

  void release() {
    released.countDown();
  }

  @Override
  public List<Grammar> grammars() {
    var account = new Parameter("account", "Which one", Kind.SCOPE, false, List.of());
    var period = new Parameter("period", "How far back", Kind.CHOICE, false, List.of("7d", "30d"));
    var best = new Parameter("best", "A family", Kind.FAMILY, false, List.of());
    var limit = new Parameter("limit", "How much", Kind.AMOUNT, true, List.of());
    return List.of(
        new Grammar(
            "quota", "What is left", List.of(new Form("", "", List.of(account, period, best)))),
        new Grammar(
            "budget",
            "Budgets",
            List.of(
                new Form("set", "Set one", List.of(limit, account)),
                new Form("list", "All of them", List.of()))));
  }

  @Override
  public Message answer(String command, String arguments, Caller caller) {
    return Messages.text("answer " + command + " " + arguments);
  }

  @Override
  public Message answer(String command, String form, Map<String, String> values, Caller caller) {
    if (command.equals(WITH_CHART)) {
      return Messages.history();
    }
    if (command.equals(SLOW)) {
      awaitRelease();
    }
    if (command.equals("broken")) {
      throw new IllegalStateException("as planned");
    }
    return Messages.text(
        "%s/%s %s by %s admin=%s"
            .formatted(
                command,
                form,
                new TreeMap<>(values),
                caller.signature(),
                caller.admin().getAsBoolean()));
  }

  @Override
  public Message refresh(String command, String arguments, Caller caller) {
    return Messages.text("refreshed " + command + " " + arguments);
  }

  @Override
  public List<String> complete(Grammar.Kind kind, String typed) {
    if (typed.equals("broken")) {
      throw new IllegalStateException("as planned");
    }
    if (kind == Kind.FAMILY) {
      return List.of("claude");
    }
    return List.of(typed + "enai-prod", "provider:" + typed);
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
