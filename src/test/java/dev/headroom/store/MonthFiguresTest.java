package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Budget.Rhythm;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Report;
import dev.headroom.usage.Scope;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Spend;
import dev.headroom.view.BudgetView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of accounts that tell only a month's cost so far.
final class MonthFiguresTest {

  private static final String ACCOUNT = "alpha";

  private final Shelf shelf = new Shelf();

  @BeforeEach
  void configure() {
    shelf.configure(Shelf.account(ACCOUNT, "platform"));
  }

  @AfterEach
  void drop() {
    shelf.close();
  }

  @Test
  void knowsNoDayAfterTheFirstReading() {
    read("2026-11-20T12:00:00Z", "40");

    assertThat(days()).isEmpty();
    assertThat(spent(Rhythm.DAILY, "2026-11-20T12:00:00Z")).isEmpty();
    assertThat(spent(Rhythm.MONTHLY, "2026-11-20T12:00:00Z")).contains(Money.usd("40"));
  }

  @Test
  void takesADaysFigureFromWhatTheMonthGrewBy() {
    read("2026-11-19T23:00:00Z", "40");
    read("2026-11-19T23:50:00Z", "41.5");
    read("2026-11-20T00:10:00Z", "42");
    read("2026-11-20T18:00:00Z", "45.25");

    assertThat(days()).containsExactly("2026-11-19 1.5", "2026-11-20 3.75");
    assertThat(spent(Rhythm.DAILY, "2026-11-20T18:00:00Z")).contains(Money.usd("3.75"));
    assertThat(spent(Rhythm.WEEKLY, "2026-11-20T18:00:00Z")).contains(Money.usd("5.25"));
    assertThat(spent(Rhythm.MONTHLY, "2026-11-20T18:00:00Z")).contains(Money.usd("45.25"));
  }

  @Test
  void tellsADayWithoutSpendFromAnUnknownOne() {
    read("2026-11-19T23:50:00Z", "40");
    read("2026-11-20T00:10:00Z", "40");

    assertThat(days()).containsExactly("2026-11-20 0");
  }

  @Test
  void beginsAnewWithTheMonth() {
    read("2026-10-31T23:50:00Z", "900");
    read("2026-11-01T00:20:00Z", "0.5");
    read("2026-11-01T09:00:00Z", "4");

    assertThat(days()).containsExactly("2026-11-01 4.0");
    assertThat(spent(Rhythm.MONTHLY, "2026-11-01T09:00:00Z")).contains(Money.usd("4"));
  }

  @Test
  void knowsTheFirstOfAMonthFromItsFirstReading() {
    read("2026-11-01T09:00:00Z", "4");

    assertThat(days()).containsExactly("2026-11-01 4");
  }

  @Test
  void booksWhatTheMonthBeforeStillGrewByOnItsLastDay() {
    read("2026-10-31T23:50:00Z", "900");
    read("2026-11-01T00:20:00Z", spend("2026-10", "903"), spend("2026-11", "1"));

    assertThat(days()).containsExactly("2026-10-31 3", "2026-11-01 1");
  }

  @Test
  void booksUnreadDaysOnTheLastOfThem() {
    read("2026-11-10T12:00:00Z", "40");
    read("2026-11-14T12:00:00Z", "90");
    read("2026-11-14T13:00:00Z", "91");

    assertThat(days()).containsExactly("2026-11-13 50", "2026-11-14 1");
    assertThat(spent(Rhythm.DAILY, "2026-11-14T13:00:00Z")).contains(Money.usd("1"));
    assertThat(spent(Rhythm.WEEKLY, "2026-11-14T13:00:00Z")).contains(Money.usd("51"));
  }

  @Test
  void booksUnreadDaysAcrossAMonthsEndWithinTheNewMonth() {
    read("2026-10-29T12:00:00Z", "900");
    read("2026-11-03T12:00:00Z", "30");

    assertThat(days()).containsExactly("2026-11-02 30");
  }

  @Test
  void neverTakesACorrectionFromADayNorCountsMoneyTwice() {
    read("2026-11-20T09:00:00Z", "40");
    read("2026-11-20T10:00:00Z", "50");
    read("2026-11-20T11:00:00Z", "45");
    read("2026-11-20T12:00:00Z", "50");
    assertThat(days()).containsExactly("2026-11-20 10");

    read("2026-11-21T09:00:00Z", "48");
    assertThat(days()).containsExactly("2026-11-20 10", "2026-11-21 0");
    assertThat(spent(Rhythm.MONTHLY, "2026-11-21T09:00:00Z")).contains(Money.usd("48"));

    read("2026-11-21T10:00:00Z", "53");
    assertThat(days()).containsExactly("2026-11-20 10", "2026-11-21 3");
  }

  @Test
  void leavesDaysToAnAccountThatTellsThem() {
    var day = new Spend(Period.day(LocalDate.parse("2026-11-20")), Money.usd("5"));
    read("2026-11-20T09:00:00Z", spend("2026-11", "40"), day);
    var partial =
        new Report(
            Optional.empty(),
            List.of(spend("2026-11", "60")),
            List.of(new Gap("cost by day", Failure.of(Failure.Kind.UNREACHABLE, "timeout"))));
    shelf.save(new Snapshot(ACCOUNT, Instant.parse("2026-11-20T10:00:00Z"), partial));

    assertThat(days()).containsExactly("2026-11-20 5");
    assertThat(spent(Rhythm.DAILY, "2026-11-20T10:00:00Z")).contains(Money.usd("5"));
    assertThat(spent(Rhythm.MONTHLY, "2026-11-20T10:00:00Z")).contains(Money.usd("60"));
  }

  @Test
  void takesTheDaysWhereTheyAreAheadOfTheMonth() {
    var day = new Spend(Period.day(LocalDate.parse("2026-11-20")), Money.usd("5"));
    read("2026-11-20T09:00:00Z", spend("2026-11", "4"), day);

    assertThat(spent(Rhythm.MONTHLY, "2026-11-20T10:00:00Z")).contains(Money.usd("5"));
  }

  @Test
  void forgetsTheMonthBefore() {
    read("2026-10-31T23:00:00Z", "900");

    assertThat(spent(Rhythm.MONTHLY, "2026-11-01T00:10:00Z")).contains(Money.usd("0"));
  }

  @Test
  void keepsCurrenciesApartAndIgnoresOldReadings() {
    read("2026-11-20T09:00:00Z", "40");
    read(
        "2026-11-20T10:00:00Z",
        spend("2026-11", "41"),
        new Spend(month("2026-11"), new Money(BigDecimal.TEN, "EUR")));
    read("2026-11-20T09:30:00Z", "99");

    assertThat(days()).containsExactly("2026-11-20 1");
  }

  private void read(String at, String usd) {
    read(at, spend(at.substring(0, 7), usd));
  }

  private void read(String at, Spend... spends) {
    shelf.save(ACCOUNT, Instant.parse(at), spends);
  }

  private static Spend spend(String month, String usd) {
    return new Spend(month(month), Money.usd(usd));
  }

  private static Period month(String month) {
    return Period.month(YearMonth.parse(month));
  }

  private List<String> days() {
    return shelf.strings("SELECT day || ' ' || amount FROM spend_daily ORDER BY day");
  }

  private Optional<Money> spent(Rhythm rhythm, String now) {
    var budgets = new JdbiBudgets(shelf.db.database());
    budgets.set(
        new Budget(
            new Scope.OfAccount(ACCOUNT),
            rhythm,
            Money.usd("500"),
            List.of(BigDecimal.valueOf(80)),
            "slack:U1 (ada)",
            Instant.parse(now)));
    return shelf.views.budgets(Instant.parse(now)).stream()
        .filter(view -> view.budget().rhythm() == rhythm)
        .findFirst()
        .flatMap(BudgetView::spent);
  }
}
