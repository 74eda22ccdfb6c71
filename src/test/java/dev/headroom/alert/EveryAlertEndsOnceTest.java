package dev.headroom.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Failure;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever is read in whatever order, what people see of an alert is one opening and one end.
final class EveryAlertEndsOnceTest {

  private static final Policy WITH_QUIET_NIGHTS =
      new Policy(
          Duration.ofMinutes(15),
          Optional.of(Duration.ofHours(1)),
          true,
          List.of(
              new QuietHours(
                  LocalTime.of(14, 0),
                  LocalTime.of(16, 0),
                  Set.of(DayOfWeek.values()),
                  ZoneId.of("UTC"),
                  Set.of(Severity.CRITICAL))),
          List.of(Story.everything("slack:C1")));

  @Property(tries = 500, seed = "4")
  void openingsAndEndsAlternate(@ForAll("polls") List<Poll> polls) {
    var story = new Story(WITH_QUIET_NIGHTS);
    polls.forEach(poll -> poll.play(story));
    story.minutes(20).retires();

    var visible = new HashSet<AlertKey>();
    for (var decision : story.decisions()) {
      switch (decision) {
        case Decision.Speak speak when speak.notice().stage() instanceof Notice.Stage.Opened ->
            assertThat(visible.add(speak.key())).as("opened while open").isTrue();
        case Decision.Speak speak -> assertThat(visible).contains(speak.key());
        case Decision.Edit edit -> assertThat(visible).contains(edit.key());
        case Decision.End end when end.notice().isPresent() ->
            assertThat(visible.remove(end.key())).as("ended while not open").isTrue();
        case Decision.End end -> assertThat(visible).doesNotContain(end.key());
        case Decision.Hold hold -> assertThat(hold.reason()).isNotBlank();
      }
    }
    assertThat(visible).as("opened and never ended").isEmpty();
  }

  @Property(tries = 300, seed = "5")
  void insideTheCooldownOnlyWorseMakesASound(@ForAll("polls") List<Poll> polls) {
    var story = new Story(WITH_QUIET_NIGHTS);
    polls.forEach(poll -> poll.play(story));

    for (var key : Set.copyOf(story.decisions().stream().map(Decision::key).toList())) {
      var spoken =
          story.decisions().stream()
              .filter(decision -> decision.key().equals(key))
              .filter(Decision.Speak.class::isInstance)
              .map(Decision.Speak.class::cast)
              .toList();
      for (int i = 1; i < spoken.size(); i++) {
        var before = spoken.get(i - 1).next().voice();
        var after = spoken.get(i).next().voice();
        var isSoon = after.at().isBefore(before.at().plus(WITH_QUIET_NIGHTS.cooldown()));
        var isNewAlert = spoken.get(i).notice().stage() instanceof Notice.Stage.Opened;
        assertThat(!isSoon || isNewAlert || after.rank() > before.rank()).isTrue();
      }
    }
  }

  @Provide
  Arbitrary<List<Poll>> polls() {
    var outcome =
        Arbitraries.of(
            "0",
            "3",
            "40",
            "69",
            "70",
            "75",
            "89",
            "90",
            "95",
            "100",
            "120",
            "none",
            "partial",
            "unreachable",
            "auth",
            "limited");
    return Combinators.combine(Arbitraries.integers().between(1, 40), outcome)
        .as(Poll::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  /// One poll, some minutes after the one before.
  record Poll(int minutes, String outcome) {

    void play(Story story) {
      story.minutes(minutes);
      switch (outcome) {
        case "none" -> story.reads();
        case "partial" -> story.readsInPart();
        case "unreachable" -> story.fails(Failure.Kind.UNREACHABLE);
        case "auth" -> story.fails(Failure.Kind.AUTH);
        case "limited" -> story.fails(Failure.Kind.RATE_LIMITED);
        default -> story.reads(outcome);
      }
    }
  }
}
