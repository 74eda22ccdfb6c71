package dev.headroom.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The promises of an alert, one by one.
final class AlertsTest {

  private final Story story = new Story();

  @Test
  void speaksWhenAThresholdIsPassed() {
    story.reads("69");
    story.minutes(5).reads("70");

    assertThat(story.seen()).containsExactly("speak opened");
  }

  @Test
  void speaksAtOnceWhenItGetsWorseCooldownOrNot() {
    story.reads("75");
    story.minutes(1).reads("92");
    story.minutes(1).reads("100");

    assertThat(story.seen()).containsExactly("speak opened", "speak worse", "speak worse");
  }

  @Test
  void editsWhenItGetsBetter() {
    story.reads("92");
    story.minutes(5).reads("85");

    assertThat(story.seen()).containsExactly("speak opened", "edit warning");
  }

  @Test
  void makesNoSoundWhileItFlapsInsideTheCooldown() {
    story.reads("91");
    story.minutes(3).reads("89");
    story.minutes(3).reads("91");
    story.minutes(3).reads("69");
    story.minutes(3).reads("91");

    assertThat(story.seen())
        .containsExactly(
            "speak opened", "edit warning", "edit critical", "edit ok", "edit critical");
  }

  @Test
  void speaksAgainWhenItWorsensAfterTheCooldown() {
    story.reads("91");
    story.minutes(5).reads("89");
    story.minutes(11).reads("91");

    assertThat(story.seen()).containsExactly("speak opened", "edit warning", "speak worse");
  }

  @Test
  void endsOnceWhenTheCooldownIsOver() {
    story.reads("91");
    story.minutes(10).reads("60");
    story.minutes(5).reads("60");
    story.minutes(5).reads("60");

    assertThat(story.seen()).containsExactly("speak opened", "edit ok", "end recovered");
    assertThat(story.open()).isEmpty();
  }

  @Test
  void remindsWhileItFires() {
    story.reads("75");
    story.wait(Duration.ofHours(2)).reads("76");
    story.wait(Duration.ofHours(2)).reads("77");

    assertThat(story.seen()).containsExactly("speak opened", "speak reminder");
  }

  @Test
  void keepsQuotasApart() {
    var requests = Quota.percent("Requests", new BigDecimal("71"));

    story.reads(Story.tokens("95"), requests);

    assertThat(story.seen()).containsExactly("speak opened", "speak opened");
    assertThat(story.open()).hasSize(2);
  }

  @Test
  void neitherOpensNorClosesWhatAPartialReportDidNotRead() {
    story.reads("95");
    story.minutes(20).readsInPart();
    story.minutes(20).readsInPart();

    assertThat(story.seen()).containsExactly("speak opened");
    assertThat(story.open()).hasSize(1);
  }

  @Test
  void leavesQuotasAloneWhenAPollFails() {
    story.reads("95");
    story.minutes(20).fails(Failure.Kind.UNREACHABLE);

    assertThat(story.seen()).containsExactly("speak opened");
    assertThat(story.open()).hasSize(1);
  }

  @Test
  void believesAResetWhenTheProviderSaysSo() {
    var reset = Story.NOON.plus(Duration.ofMinutes(18));
    story.reads(Story.tokens("95").withResetsAt(reset));
    story.minutes(20).reads(Story.tokens("2").withResetsAt(reset.plus(Duration.ofHours(5))));

    assertThat(story.seen()).containsExactly("speak opened", "end reset");
  }

  @Test
  void believesASharpFallOnlyWhenASecondReadingAgrees() {
    story.reads("95");
    story.minutes(20).reads("2");
    assertThat(story.seen()).containsExactly("speak opened");

    story.minutes(5).reads("3");
    assertThat(story.seen()).containsExactly("speak opened", "end reset");
  }

  @Test
  void forgetsASharpFallThatTheNextReadingDenies() {
    story.reads("95");
    story.minutes(20).reads("2");
    story.minutes(5).reads("96");

    assertThat(story.seen()).containsExactly("speak opened");
  }

  @Test
  void endsWhatIsMissingFromTwoWholeReports() {
    story.reads("95");
    story.minutes(20).reads();
    story.minutes(5).reads();

    assertThat(story.seen()).containsExactly("speak opened", "end no longer measured");
  }

  @Test
  void endsEverythingOfAnAccountThatIsGone() {
    story.reads("95");
    story.retires();

    assertThat(story.seen()).containsExactly("speak opened", "end no longer measured");
  }

  @Test
  void saysThatAnAccountFailsOnlyTheThirdTime() {
    story.fails(Failure.Kind.UNREACHABLE);
    story.minutes(1).fails(Failure.Kind.UNREACHABLE);
    assertThat(story.seen()).isEmpty();

    story.minutes(2).fails(Failure.Kind.UNREACHABLE);
    story.minutes(20).reads("10");
    assertThat(story.seen()).containsExactly("speak opened", "end recovered");
  }

  @Test
  void saysAtOnceThatAKeyIsRefused() {
    story.fails(Failure.Kind.AUTH);

    assertThat(story.seen()).containsExactly("speak opened");
  }

  @Test
  void saysOnceThatALoginHasEndedUntilItIsMadeAgain() {
    story.fails(Failure.Kind.AUTH);
    story.minutes(60).fails(Failure.Kind.AUTH);
    story.minutes(60).fails(Failure.Kind.AUTH);
    story.minutes(10).reads("10");

    assertThat(story.seen()).containsExactly("speak opened", "end recovered");
  }

  @Test
  void saysThatABalanceIsGone() {
    story.reads(new Balance("Prepaid", Money.usd("0"), true));

    assertThat(story.seen()).containsExactly("speak opened");
  }

  @Test
  void saysNothingWithoutARouteAndTellsWhy() {
    var mute =
        new Story(new Policy(Duration.ofMinutes(15), Optional.empty(), true, List.of(), List.of()));

    var decision = mute.reads("95").getFirst();

    assertThat(decision.reason()).isEqualTo("no route matches");
    assertThat(mute.seen()).isEmpty();
  }

  @Test
  void keepsItsEndToItselfWhenEndsAreNotSaid() {
    var curt =
        new Story(
            new Policy(
                Duration.ofMinutes(15),
                Optional.empty(),
                false,
                List.of(),
                List.of(Story.everything("slack:C1"))));
    curt.reads("95");
    curt.minutes(20).reads("60");

    assertThat(curt.seen()).containsExactly("speak opened");
    assertThat(curt.open()).isEmpty();
  }

  @Test
  void waitsForTheEndOfQuietHoursAndThenSaysWhatStillFires() {
    var night = new Story(withQuietNights());
    var held = night.at("2026-11-21T23:00:00Z").reads("95").getFirst();
    night.at("2026-11-22T05:59:00Z").reads("96");
    assertThat(night.seen()).isEmpty();
    assertThat(held)
        .isInstanceOfSatisfying(
            Decision.Hold.class,
            hold -> assertThat(hold.until()).contains(Instant.parse("2026-11-22T06:00:00Z")));

    night.at("2026-11-22T06:00:00Z").reads("96");
    assertThat(night.seen()).containsExactly("speak opened");
  }

  @Test
  void saysNothingOfWhatCameAndWentInQuietHours() {
    var night = new Story(withQuietNights());
    night.at("2026-11-21T23:00:00Z").reads("75");
    night.at("2026-11-22T01:00:00Z").reads("60");
    night.at("2026-11-22T07:00:00Z").reads("60");

    assertThat(night.seen()).isEmpty();
    assertThat(night.open()).isEmpty();
  }

  @Test
  void speaksInQuietHoursWhenItIsAsBadAsTheirException() {
    var night = new Story(withQuietNights(Severity.CRITICAL));
    night.at("2026-11-21T23:00:00Z").reads("75");
    night.at("2026-11-21T23:05:00Z").reads("91");

    assertThat(night.seen()).containsExactly("speak opened");
  }

  @Test
  void putsItsMessageRightInQuietHoursAndSpeaksAfterThem() {
    var night = new Story(withQuietNights());
    night.at("2026-11-21T20:30:00Z").reads("75");
    night.at("2026-11-21T23:00:00Z").reads("95");
    night.at("2026-11-22T06:00:00Z").reads("95");

    assertThat(night.seen()).containsExactly("speak opened", "edit critical", "speak worse");
  }

  private static Policy withQuietNights(Severity... except) {
    return new Policy(
        Duration.ofMinutes(15),
        Optional.empty(),
        true,
        List.of(
            new QuietHours(
                LocalTime.of(22, 0),
                LocalTime.of(7, 0),
                Set.of(DayOfWeek.values()),
                ZoneId.of("Europe/Berlin"),
                Set.of(except))),
        List.of(Story.everything("slack:C1")));
  }
}
