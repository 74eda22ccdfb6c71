package dev.headroom.poll;

import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Tone;
import dev.headroom.testing.Team;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Scope;
import dev.headroom.view.BudgetView;
import dev.headroom.view.Refresh;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DispatcherTest {

  private final MemoryBook book = new MemoryBook();

  @Test
  void pollsWhatIsDueAndNothingElse() {
    try (var house = new House(book)) {
      house.answers("10").tick();
      house.wait(Duration.ofMinutes(4)).tick();
      assertThat(house.asked()).hasSize(1);

      house.wait(Duration.ofMinutes(1)).tick();
      assertThat(house.asked()).hasSize(2);
    }
  }

  @Test
  void takesMoreInOneTickThanItHasSlots() {
    try (var house = new House(book, watched(30))) {
      house.answers("10").tick();

      await().until(() -> book.snapshots().size() == 30);
      assertThat(house.asked()).doesNotHaveDuplicates();
    }
  }

  @Test
  void takesNothingMoreWhenItIsClosed() {
    var house = new House(book, watched(30));
    house.refuses(Failure.Kind.UNREACHABLE).tick();
    house.close();
    var asked = house.asked().size();

    house.tick();

    assertThat(house.asked()).hasSize(asked);
  }

  @Test
  @Timeout(60)
  void endsThoughAVendorKeepsItWaiting() {
    var answer = new CountDownLatch(1);
    var house = new House(book).hangs(answer);
    house.begin();

    house.close();

    assertThat(book.snapshots()).isEmpty();
    answer.countDown();
  }

  @Test
  void owesEachChannelOneMessageForWhatItRead() {
    try (var house = new House(book)) {
      house.answers("92").tick();
    }

    assertThat(book.snapshots()).hasSize(1);
    assertThat(book.owed()).extracting(Owed::channel).containsExactly("slack:C1", "discord:2");
    assertThat(book.owed()).extracting(Owed::key).doesNotHaveDuplicates();
    assertThat(book.owed()).allSatisfy(owed -> assertThat(owed.key()).hasSizeLessThanOrEqualTo(25));
  }

  @Test
  void doesNotRepeatItselfAfterARestart() {
    try (var house = new House(book)) {
      house.answers("92").tick();
    }
    try (var house = new House(book)) {
      house.wait(Duration.ofMinutes(5)).answers("93").tick();
    }

    assertThat(book.owed()).hasSize(2);
  }

  @Test
  void editsItsMessagesWhenItIsOver() {
    try (var house = new House(book)) {
      house.answers("92").tick();
      house.wait(Duration.ofMinutes(20)).answers("60").tick();
    }

    assertThat(book.owed()).extracting(Owed::edit).containsExactly(false, false, true, true);
    assertThat(book.owed().getLast().message().tone()).isEqualTo(Tone.GOOD);
    assertThat(book.owed().getLast().thread()).isEqualTo(book.owed().getFirst().thread());
  }

  @Test
  void writesWhatItReadOnceTheDatabaseIsBack() {
    try (var house = new House(book)) {
      house.answers("10").tick();
      house.wait(Duration.ofMinutes(5)).answers("92");
      var lease =
          book.claim(Set.of("openai-prod"), 1, new Thrift(Set.of()), house.now(), House.LEASE);
      book.goAway();
      house.poll(lease.getFirst());
      house.wait(Duration.ofSeconds(30)).tick();
      assertThat(book.snapshots()).hasSize(1);

      book.comeBack();
      house.tick();
    }

    assertThat(book.snapshots()).hasSize(2);
    assertThat(book.owed()).hasSize(2);
  }

  @Test
  void decidesNothingOnAPollWhoseLeaseWasTakenOver() {
    try (var house = new House(book)) {
      house.answers("10").tick();
      house.wait(Duration.ofMinutes(5));
      var slow =
          book.claim(Set.of("openai-prod"), 1, new Thrift(Set.of()), house.now(), House.LEASE);
      house.wait(House.LEASE).answers("20").tick();
      house.answers("99").poll(slow.getFirst());
    }

    assertThat(book.snapshots()).hasSize(3);
    assertThat(book.owed()).isEmpty();
  }

  @Test
  void keepsFailuresAndSpeaksOfTheThird() {
    try (var house = new House(book)) {
      house.refuses(Failure.Kind.UNREACHABLE).tick();
      house.wait(Duration.ofSeconds(30)).tick();
      assertThat(book.owed()).isEmpty();
      house.wait(Duration.ofSeconds(60)).tick();
    }

    assertThat(book.failures()).hasSize(3);
    assertThat(book.owed()).hasSize(2);
  }

  @Test
  void endsTheAlertsOfAccountsThatAreGone() {
    try (var house = new House(book)) {
      house.answers("92").tick();
    }
    House.bookkeeper(book, new Roster(List.of()))
        .retireOthers(Instant.parse("2026-11-21T13:00:00Z"));

    assertThat(book.owed()).extracting(Owed::edit).containsExactly(false, false, true, true);
  }

  @Test
  void speaksOfBudgetsWithoutAPoll() {
    var from = Instant.parse("2026-11-01T00:00:00Z");
    var until = Instant.parse("2026-12-01T00:00:00Z");
    var budget =
        new Budget(
            new Scope.All(),
            Budget.Rhythm.MONTHLY,
            Money.usd("100"),
            List.of(new BigDecimal("80")),
            "config",
            from);
    book.budgets(List.of(new BudgetView(budget, Optional.of(Money.usd("85")), from, until)));
    try (var house = new House(book)) {
      house.bookkeeper().reviewBudgets(house.now());
      house.bookkeeper().reviewBudgets(house.now().plusSeconds(60));
    }

    assertThat(book.owed())
        .extracting(owed -> owed.message().summary())
        .containsExactly("all: 85% of monthly budget spent", "all: 85% of monthly budget spent");
  }

  @ParameterizedTest(name = "{0}: silent for {1}, asks again within {2}")
  @CsvSource({"AUTH, PT54M, PT66M", "FORBIDDEN, PT21H, PT27H"})
  void stopsAtTheFirstRefusalAndAsksAgainSeldom(
      Failure.Kind kind, Duration silent, Duration again) {
    try (var house = new House(book)) {
      house.refuses(kind).tick();
      var first = house.now();
      while (house.wait(Duration.ofMinutes(5)).now().isBefore(first.plus(silent))) {
        house.tick();
      }
      assertThat(house.asked()).hasSize(1);

      house.at(first.plus(again)).tick();
      assertThat(house.asked()).hasSize(2);
    }
  }

  @Test
  void tellsAPersonUntilWhenAProviderWantsToBeLeftAlone() {
    try (var house = new House(book)) {
      var until = house.now().plus(Duration.ofDays(2));
      house.refuses(new Failure(Failure.Kind.RATE_LIMITED, "slow", Optional.of(until))).tick();

      house.wait(Duration.ofHours(26)).tick();
      assertThat(house.refreshing().refresh(new Scope.All()))
          .isEqualTo(
              new Refresh.Outcome(
                  0, 0, 0, Optional.of(new Refresh.Pause(1, until)), Optional.empty()));
      assertThat(house.asked()).hasSize(1);

      house.at(until).tick();
      assertThat(house.asked()).hasSize(2);
    }
  }

  @Test
  void isDueNoSoonerThanItMaySpendWhateverThereWouldBeToSee() {
    var spends = new Watched(House.ACCOUNT, House.WATCHED.cadence(), true);
    try (var house = new House(book, List.of(spends))) {
      var soon = house.now().plusSeconds(200);
      house
          .asks(() -> Report.of(List.of(Quota.percent("5h", BigDecimal.ONE).withResetsAt(soon))))
          .tick();

      assertThat(book.nextDue("openai-prod")).contains(house.now().plus(Thrift.PAUSE));
    }
  }

  @Test
  void triesAReplacedKeyAsSoonAsSomeoneRefreshes() {
    try (var house = new House(book)) {
      house.refuses(Failure.Kind.AUTH).tick();
      house.wait(Duration.ofMinutes(1)).answers("10");

      assertThat(house.refreshing().refresh(new Scope.All()))
          .isEqualTo(new Refresh.Outcome(1, 0, 0));
    }
    assertThat(book.snapshots()).hasSize(1);
  }

  @Test
  void refreshesWhatWasNotAskedJustNow() {
    try (var house = new House(book)) {
      house.answers("10").tick();
      assertThat(house.refreshing().refresh(new Scope.All()))
          .isEqualTo(new Refresh.Outcome(0, 1, 0));

      house.wait(Duration.ofSeconds(30));
      assertThat(house.refreshing().refresh(new Scope.All()))
          .isEqualTo(new Refresh.Outcome(1, 0, 0));
    }
    assertThat(book.snapshots()).hasSize(2);
  }

  private static List<Watched> watched(int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> Team.account("account-" + at, "openai", "Account " + at, "platform"))
        .map(account -> new Watched(account, House.WATCHED.cadence(), false))
        .toList();
  }
}
