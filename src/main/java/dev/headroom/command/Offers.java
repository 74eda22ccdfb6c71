package dev.headroom.command;

import dev.headroom.message.Button;
import dev.headroom.message.Button.Effect;
import dev.headroom.usage.Scope;
import java.util.List;
import java.util.stream.Stream;

/// The buttons below an answer: never more than three, each with a short label.
final class Offers {

  /// What platforms can carry behind a button.
  private static final int LONGEST = 80;

  private Offers() {}

  static List<Button> forQuota(Scope scope) {
    var typed = Scopes.typed(scope);
    return fitting(
        new Button("Refresh", QuotaCommand.NAME, typed, Effect.REPLACE),
        new Button("History", QuotaHistoryCommand.NAME, typed, Effect.REPLY),
        new Button("Share", QuotaCommand.NAME, typed, Effect.SHARE));
  }

  static List<Button> forHistory(Scope scope, String words) {
    var typed = Scopes.typed(scope);
    return fitting(
        new Button("Refresh", QuotaHistoryCommand.NAME, typed + " " + words, Effect.REPLACE),
        new Button("Quota", QuotaCommand.NAME, typed, Effect.REPLY),
        new Button("Share", QuotaHistoryCommand.NAME, typed + " " + words, Effect.SHARE));
  }

  /// @param words the family or `all`
  static List<Button> forBest(Scope scope, String words) {
    var typed = scope instanceof Scope.All ? "" : " " + Scopes.typed(scope);
    var others =
        words.equals(QuotaCommand.ALL)
            ? new Button("Quota", QuotaCommand.NAME, Scopes.typed(scope), Effect.REPLY)
            : new Button("Families", QuotaCommand.NAME, "best all" + typed, Effect.REPLY);
    return fitting(
        new Button("Refresh", QuotaCommand.NAME, "best " + words + typed, Effect.REPLACE),
        others,
        new Button("Share", QuotaCommand.NAME, "best " + words + typed, Effect.SHARE));
  }

  static List<Button> fitting(Button... buttons) {
    return Stream.of(buttons).filter(button -> button.arguments().length() <= LONGEST).toList();
  }
}
