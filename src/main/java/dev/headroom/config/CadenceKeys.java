package dev.headroom.config;

import dev.headroom.poll.Cadence;
import dev.headroom.poll.Thrift;
import dev.headroom.provider.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When an account is read: its `every` or `cron`, or what suits its provider. Polls that spend are
/// at least [Thrift#PAUSE] apart.
record CadenceKeys(Polling polling, ZoneId zone, Instant now) {

  static final Key<Duration> EVERY =
      Key.of(
          "every",
          Moments.duration(Polling.SHORTEST, Polling.LONGEST),
          "how often it is read, at least 1m");
  static final Key<String> CRON =
      Key.of(
          "cron",
          Values.text(),
          "when it is read, instead of every: five fields like \"0 */2 * * *\", in timezone");

  private static final int AHEAD = 50;

  /// @param spends what the account's polls spend; empty when they are free
  Optional<Cadence> read(Section section, Optional<Profile> profile, List<String> spends) {
    if (section.has(EVERY) && section.has(CRON)) {
      section.problem(CRON, "must not stand beside every; keep one of them");
    }
    if (section.has(CRON)) {
      return section.find(CRON).flatMap(expression -> cron(section, expression, spends));
    }
    var every = section.find(EVERY);
    every
        .filter(interval -> isTooOften(interval, spends))
        .ifPresent(interval ->
            section.problem(
                EVERY,
                "must be at least %s where polls spend (%s), was %s"
                    .formatted(
                        Moments.words(Thrift.PAUSE),
                        String.join(", ", spends),
                        Moments.words(interval))));
    return profile.map(known -> new Cadence.Every(every.orElse(habit(known, spends))));
  }

  /// How often an account is read that doesn't say: a poll that spends money keeps its own pace.
  private Duration habit(Profile profile, List<String> spends) {
    var every = profile.spends() ? profile.every() : polling.every().orElse(profile.every());
    return isTooOften(every, spends) ? Thrift.PAUSE : every;
  }

  private Optional<Cadence> cron(Section section, String expression, List<String> spends) {
    try {
      var cron = new Cadence.Cron(expression, zone);
      var shortest = gaps(cron).min(Duration::compareTo).orElseThrow();
      if (isTooOften(shortest, spends)) {
        section.problem(
            CRON,
            "must leave at least %s between polls that spend (%s), was %s"
                .formatted(
                    Moments.words(Thrift.PAUSE),
                    String.join(", ", spends),
                    Moments.words(shortest)));
      }
      return Optional.of(cron);
    } catch (IllegalArgumentException | IllegalStateException _) {
      section.problem(
          CRON, "must be five fields (minute hour day month weekday) like \"0 */2 * * *\"");
      return Optional.empty();
    }
  }

  private static boolean isTooOften(Duration every, List<String> spends) {
    return !spends.isEmpty() && every.compareTo(Thrift.PAUSE) < 0;
  }

  /// How far apart polls are at most, as far as the next week or so tells.
  Duration interval(Cadence cadence) {
    return switch (cadence) {
      case Cadence.Every(var every) -> every;
      case Cadence.Cron cron -> gaps(cron).max(Duration::compareTo).orElseThrow();
    };
  }

  private Stream<Duration> gaps(Cadence.Cron cron) {
    return Stream.iterate(cron.after(now), cron::after)
        .limit(AHEAD)
        .map(at -> Duration.between(at, cron.after(at)));
  }
}
