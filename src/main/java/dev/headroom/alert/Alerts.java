package dev.headroom.alert;

import dev.headroom.alert.Decision.Edit;
import dev.headroom.alert.Decision.End;
import dev.headroom.alert.Decision.Hold;
import dev.headroom.alert.Decision.Speak;
import dev.headroom.alert.Finding.Gone;
import dev.headroom.alert.Finding.Measured;
import dev.headroom.alert.Finding.Unread;
import dev.headroom.alert.Notice.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides whether to speak. Worse speaks at once, better edits, the same stays silent, and what
/// was opened is ended once.
public final class Alerts {

  private final Policy policy;

  public Alerts(Policy policy) {
    this.policy = policy;
  }

  /// One decision for every finding.
  ///
  /// @param open the open alerts that the findings may be about
  public List<Decision> decide(List<AlertState> open, List<Finding> findings, Instant now) {
    Map<AlertKey, AlertState> states =
        open.stream().collect(Collectors.toMap(AlertState::key, Function.identity()));
    return findings.stream().map(it -> decide(states.get(it.key()), it, now)).toList();
  }

  private Decision decide(@Nullable AlertState state, Finding finding, Instant now) {
    return switch (finding) {
      case Unread(var key, var why) -> hold(key, state, why);
      case Gone gone when state == null -> hold(gone.key(), null, "nothing is open");
      case Gone gone -> lost(state, gone, now);
      case Measured found when state == null -> unopened(found, now);
      case Measured found -> open(state, found, now);
    };
  }

  private Decision unopened(Measured found, Instant now) {
    return found.seen().level().isFiring()
        ? aloud(AlertState.opened(found.key(), found.seen(), now), found, new Stage.Opened(), now)
        : hold(found.key(), null, "all is well");
  }

  private Decision open(AlertState state, Measured found, Instant now) {
    if (found.seen().at().isBefore(state.shown().at())) {
      return hold(state.key(), state, "a later reading was already decided on");
    }
    var fell = state.shown().level().isFiring() && found.seen().fellSharplySince(state.shown());
    if (fell
        && !found.seen().isOfLaterWindowThan(state.shown())
        && !state.alreadyDoubts(Doubt.FELL)) {
      return hold(
          state.key(), state.doubts(Doubt.FELL), "it fell sharply; a second reading must agree");
    }
    return found.seen().level().isFiring()
        ? firing(state, found, now)
        : calm(state, found, fell ? Ending.RESET : Ending.RECOVERED, now);
  }

  private Decision firing(AlertState before, Measured found, Instant now) {
    var level = found.seen().level();
    if (before.voice().isSilent()) {
      return aloud(before, found, new Stage.Opened(), now);
    }
    if (level.rank() > before.toldRank(policy.cooldown(), now)) {
      return aloud(before, found, new Stage.Worse(), now);
    }
    if (isReminderDue(before, now)) {
      return aloud(before, found, new Stage.Reminder(), now);
    }
    var reason =
        level.isWorseThan(before.shown().level())
            ? "it flaps inside the cooldown"
            : "people know: still " + level.word();
    return quietly(before, found, Optional.empty(), reason, now);
  }

  /// Below every threshold. The end waits for the cooldown's end, so that flapping does not end and
  /// open it again and again; the message is put right at once.
  private Decision calm(AlertState before, Measured found, Ending why, Instant now) {
    var ending = before.calm().orElse(why);
    var state = before.sees(found.seen()).calm(ending);
    if (!before.voice().isCoolingDown(policy.cooldown(), now)) {
      return end(state, found.fact(), ending, now);
    }
    return before.shown().level().isFiring()
        ? edited(
            state,
            found,
            Optional.empty(),
            ending.word() + ", if that lasts until the cooldown is over",
            now)
        : hold(state.key(), state, "it ends when the cooldown is over");
  }

  private Decision lost(AlertState state, Gone gone, Instant now) {
    return gone.certain() || state.alreadyDoubts(Doubt.MISSING)
        ? end(state, null, gone.ending(), now)
        : hold(
            state.key(),
            state.doubts(Doubt.MISSING),
            "the report no longer has it; a second must agree");
  }

  private Decision aloud(AlertState before, Measured found, Stage stage, Instant now) {
    var level = found.seen().level();
    var to = policy.channels(level.severity(), found.origin(), before.key().rule().kind());
    if (to.isEmpty()) {
      return quietly(before, found, Optional.empty(), "no route matches", now);
    }
    var quiet = policy.quietUntil(level.severity(), now);
    if (quiet.isPresent()) {
      return quietly(before, found, quiet, "quiet hours until " + quiet.get(), now);
    }
    var next = before.sees(found.seen()).spoke(now, to);
    var notice = new Notice(stage, next, Optional.of(found.fact()), now);
    return new Speak(next, notice, to, stage.word() + ": " + level.word());
  }

  /// Makes no sound: a message that stands there is put right, if its level is no longer true.
  private Decision quietly(
      AlertState before, Measured found, Optional<Instant> until, String reason, Instant now) {
    var state = before.sees(found.seen());
    var isShown = found.seen().level().rank() == before.shown().level().rank();
    return isShown || before.voice().isSilent()
        ? new Hold(state.key(), Optional.of(state), until, reason)
        : edited(state, found, until, reason, now);
  }

  private Edit edited(
      AlertState state, Measured found, Optional<Instant> until, String reason, Instant now) {
    var next = state.edited();
    var notice = new Notice(new Stage.Changed(), next, Optional.of(found.fact()), now);
    return new Edit(next, notice, until, reason);
  }

  private End end(AlertState state, @Nullable Fact fact, Ending ending, Instant now) {
    if (state.voice().isSilent()) {
      return new End(state, Optional.empty(), ending.word() + "; nobody was told of it");
    }
    if (!policy.resolved()) {
      return new End(state, Optional.empty(), ending.word() + "; ends are not said");
    }
    var last = state.edited();
    var notice = new Notice(new Stage.Ended(ending), last, Optional.ofNullable(fact), now);
    return new End(last, Optional.of(notice), ending.word());
  }

  private boolean isReminderDue(AlertState state, Instant now) {
    return policy
        .remindEvery()
        .filter(pause -> !now.isBefore(state.voice().at().plus(pause)))
        .isPresent();
  }

  private static Hold hold(AlertKey key, @Nullable AlertState state, String reason) {
    return new Hold(key, Optional.ofNullable(state), Optional.empty(), reason);
  }
}
