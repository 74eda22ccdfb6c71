package dev.headroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testing.Team;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SpendingTest {

  @Test
  void addsTheDaysOfAMonthThatIsToldFromItsFirstDay() {
    var spends = List.of(day("2026-10-31", "7"), day("2026-11-01", "1"), day("2026-11-21", "2.5"));

    assertThat(Spending.of(spends, Team.NOW))
        .containsExactly(
            new Spending("USD", Optional.of(Money.usd("2.5")), Optional.of(Money.usd("3.5"))));
  }

  @Test
  void keepsQuietAboutAMonthOfWhichOnlyAPartIsTold() {
    var spends = List.of(day("2026-11-20", "9"), day("2026-11-21", "2"));

    assertThat(Spending.of(spends, Team.NOW))
        .containsExactly(new Spending("USD", Optional.of(Money.usd("2")), Optional.empty()));
  }

  @Test
  void prefersTheMonthThatTheProviderStates() {
    var month = new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("100"));

    assertThat(Spending.of(List.of(day("2026-11-01", "1"), month), Team.NOW))
        .containsExactly(new Spending("USD", Optional.empty(), Optional.of(Money.usd("100"))));
  }

  @Test
  void takesTheLaterFigureOfAPeriod() {
    var spends = List.of(day("2026-11-21", "2"), day("2026-11-21", "3"));

    assertThat(Spending.of(spends, Team.NOW).getFirst().today()).contains(Money.usd("3"));
  }

  @Test
  void neverMixesCurrencies() {
    var francs = new Spend(Period.day(Team.TODAY), new Money(BigDecimal.TEN, "CHF"));

    assertThat(Spending.of(List.of(day("2026-11-21", "2"), francs), Team.NOW))
        .extracting(Spending::currency)
        .containsExactly("CHF", "USD");
  }

  @Test
  void forgetsOtherMonths() {
    assertThat(Spending.of(List.of(day("2026-10-02", "2")), Team.NOW)).isEmpty();
  }

  @Test
  void addsWhatSeveralAccountsReport() {
    var views = AccountView.all(Team.accounts(), Team.NOW);

    assertThat(Spending.sum(views))
        .containsExactly(
            new Spending(
                "USD", Optional.of(Money.usd("36.34")), Optional.of(Money.usd("1379.67"))));
  }

  private static Spend day(String day, String dollars) {
    return new Spend(Period.day(LocalDate.parse(day)), Money.usd(dollars));
  }
}
