package dev.headroom.alert;

import dev.headroom.alert.Notice.Stage;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Button.Effect;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Span.Style;
import dev.headroom.message.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Puts a notice into words: what is the matter, what it means, and what one may do.
///
/// A message that tells of an end, or of its approach, is green, has a line of now and one of
/// history, and no buttons.
public final class Wording {

  private Wording() {}

  /// The message for a notice.
  public static Message of(Notice notice) {
    var tone = tone(notice);
    var title = Title.of(notice);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title));
    notice.fact().ifPresent(fact -> blocks.add(new Block.Text(Meaning.of(fact))));
    blocks.add(new Block.Note(isOver(notice) ? history(notice) : source(notice)));
    return new Message(title, tone, blocks, isOver(notice) ? List.of() : buttons(notice));
  }

  private static Tone tone(Notice notice) {
    var level = notice.state().shown().level();
    if (notice.fact().isEmpty()) {
      return notice.stage().equals(new Stage.Ended(Ending.RESET)) ? Tone.GOOD : Tone.UNKNOWN;
    }
    if (level.equals(Level.EXHAUSTED)) {
      return Tone.EXHAUSTED;
    }
    return switch (level.severity()) {
      case INFO -> Tone.GOOD;
      case WARNING -> Tone.WARNING;
      case CRITICAL -> Tone.CRITICAL;
    };
  }

  private static boolean isOver(Notice notice) {
    return notice.stage() instanceof Stage.Ended || !notice.state().shown().level().isFiring();
  }

  private static Prose source(Notice notice) {
    var rule = notice.state().shown().level().word() + threshold(notice);
    return Prose.of(rule + " · rule ")
        .code(notice.state().key().rule().kind().name().toLowerCase(Locale.ROOT))
        .words(" · ")
        .when("as of", notice.state().shown().at(), Style.DATE_TIME);
  }

  private static String threshold(Notice notice) {
    return notice.fact().orElse(null) instanceof Fact.OfQuota(var account, var quota)
        ? switch (notice.state().shown().level().rank()) {
          case 1 -> " from " + Amount.percent(account.thresholds().warning());
          case 2 -> " from " + Amount.percent(account.thresholds().critical());
          default -> "";
        }
        : "";
  }

  private static Prose history(Notice notice) {
    var state = notice.state();
    var lasted = Duration.between(state.openedAt(), notice.now());
    var peak = state.worst().percent().map(share -> ", peak " + Amount.percent(share)).orElse("");
    var ending = notice.stage() instanceof Stage.Ended(var how) ? how.word() + " · " : "";
    return Prose.of(ending)
        .when("fired", state.openedAt(), Style.DATE_TIME)
        .words(", lasted " + Lasting.of(lasted) + peak);
  }

  private static List<Button> buttons(Notice notice) {
    var scope = notice.state().key().scope();
    return List.of(
        new Button("Details", "quota", scope, Effect.REPLY),
        new Button("History", "quota-history", scope, Effect.REPLY));
  }
}
