package dev.headroom.testing;

import dev.headroom.command.Caller;
import dev.headroom.command.Invocation;
import dev.headroom.command.QuotaCommand;
import dev.headroom.message.Message;
import dev.headroom.usage.Account;
import dev.headroom.usage.Snapshot;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What `/quota` answers about 20 accounts in every state that matters.
public final class Overview {

  private static final int ACCOUNTS = 20;

  private Overview() {}

  public static Message message() {
    var team = Team.accounts();
    var accounts =
        IntStream.range(0, ACCOUNTS)
            .mapToObj(at -> again(team.get(at % team.size()), at / team.size()))
            .toList();
    return message(accounts);
  }

  private static Message message(List<Current> accounts) {
    var command =
        new QuotaCommand(FakeViews.of(accounts), _ -> new Refresh.Outcome(0, 0, 0), Pool.FAMILIES);
    var caller = new Caller("slack", "U0ADA", "ada", () -> false);
    return command.answer(new Invocation("", Map.of(), caller, Team.NOW, false));
  }

  /// The same account under another name.
  private static Current again(Current current, int round) {
    var account = current.account();
    var id = account.id() + "-" + round;
    return new Current(
        new Account(
            id,
            account.provider(),
            account.name() + " " + round,
            account.owner(),
            account.thresholds(),
            account.every()),
        current.last().map(last -> new Snapshot(id, last.takenAt(), last.report())),
        current.trouble(),
        current.troubleSince(),
        current.nextPollAt());
  }
}
