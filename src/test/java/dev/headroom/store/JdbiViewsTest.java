package dev.headroom.store;

import static dev.headroom.store.Shelf.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.usage.Account;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Scope;
import dev.headroom.view.Current;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.HistoryQuestion.Metric;
import dev.headroom.view.HistoryQuestion.Range;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbiViewsTest {

  private static final Account ALPHA = Shelf.account("alpha", "platform");
  private static final Account BETA = Shelf.account("beta", "research");
  private static final Account GAMMA = Shelf.account("gamma", "research");
  private static final Duration DAY = Duration.ofDays(1);

  private final Shelf shelf = new Shelf();

  @AfterEach
  void drop() {
    shelf.close();
  }

  @Test
  void showsTheAccountsOfTheConfigFile() {
    shelf.configure(ALPHA, BETA);
    shelf.save("beta", NOON, Quota.percent("Session", BigDecimal.TEN));
    shelf.execute(
        "INSERT INTO account_poll (account_id, next_at) VALUES ('alpha', '2026-11-21T12:05Z')");

    shelf.configure(GAMMA, ALPHA);

    assertThat(shelf.views.accounts())
        .containsExactly(
            new Current(
                ALPHA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.parse("2026-11-21T12:05:00Z"))),
            new Current(
                GAMMA, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    shelf.configure(BETA);
    assertThat(shelf.current("beta").last()).isPresent();
  }

  @Test
  void showsUtcDaysWithGapsWhereNothingWasRead() {
    shelf.configure(ALPHA, BETA, GAMMA);
    shelf.save("alpha", NOON.minus(DAY.multipliedBy(6)), Figures.spend(day(-6), "1.50"));
    shelf.save("alpha", NOON, Figures.spend(day(0), "2"), Figures.spend(day(-7), "9"));
    shelf.save("beta", NOON, Figures.spend(day(-1), "3"));
    shelf.save("beta", NOON.minus(DAY.multipliedBy(8)));

    var question = new HistoryQuestion(new Scope.All(), Metric.COST, Range.WEEK, NOON);

    assertThat(shelf.views.history(question))
        .isEqualTo(
            new History(
                question,
                "USD",
                List.of(day(-6), day(-5), day(-4), day(-3), day(-2), day(-1), day(0)),
                List.of(
                    new History.Series(
                        "alpha",
                        List.of(value("1.50"), none(), none(), none(), none(), none(), value("2"))),
                    new History.Series(
                        "beta",
                        List.of(none(), none(), none(), none(), none(), value("3"), none()))),
                List.of(),
                3));
  }

  @Test
  void showsHoursForADay() {
    shelf.configure(ALPHA);

    var history = shelf.history("alpha", Metric.QUOTA, Range.DAY, NOON.plusSeconds(1800));

    assertThat(history.slots())
        .hasSize(24)
        .startsWith(Instant.parse("2026-11-20T13:00:00Z"))
        .endsWith(NOON);
    assertThat(history.unit()).isEqualTo("percent");
    assertThat(history.series()).isEmpty();
    assertThat(history.snapshots()).isZero();
  }

  @Test
  void asksOnlyTheAccountsInScope() {
    shelf.configure(ALPHA, BETA, GAMMA);
    for (var id : List.of("alpha", "beta", "gamma")) {
      shelf.save(id, NOON, Figures.total(NOON, id.length()));
    }

    var history =
        shelf.views.history(
            new HistoryQuestion(new Scope.OfOwner("research"), Metric.TOKENS, Range.MONTH, NOON));

    assertThat(history.series())
        .extracting(History.Series::account)
        .containsExactly("beta", "gamma");
    assertThat(history.unit()).isEqualTo("tokens");
    assertThat(history.snapshots()).isEqualTo(2);
  }

  @Test
  void neverMixesCurrencies() {
    shelf.configure(ALPHA, BETA, GAMMA);
    shelf.save("alpha", NOON, Figures.spend(NOON, "1", "EUR"), Figures.spend(NOON, "5"));
    shelf.save("beta", NOON, Figures.spend(NOON, "2", "EUR"));
    shelf.save("gamma", NOON, Figures.spend(NOON, "3", "credits"));

    var history =
        shelf.views.history(new HistoryQuestion(new Scope.All(), Metric.COST, Range.WEEK, NOON));

    assertThat(history.unit()).isEqualTo("EUR");
    assertThat(history.series())
        .extracting(History.Series::account)
        .containsExactly("alpha", "beta");
    assertThat(history.leftOut()).containsExactly("alpha (USD)", "gamma (credits)");
  }

  @Test
  void neverReadsTheRawSnapshots() {
    shelf.configure(ALPHA);
    shelf.save("alpha", NOON, Figures.spend(NOON, "1"), Figures.total(NOON, 5));
    var role = "reader_" + ProcessHandle.current().pid();
    shelf.inTransaction(handle -> {
      handle.execute("CREATE ROLE " + role);
      handle.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
      Partitions.children(handle, "snapshot")
          .forEach(name -> handle.execute("REVOKE ALL ON " + name + " FROM " + role));
      handle.execute("REVOKE ALL ON snapshot FROM " + role);
    });
    try {
      shelf.inTransaction(handle -> {
        handle.execute("SET LOCAL ROLE " + role);
        assertThat(CurrentAccounts.all(handle)).hasSize(1);
        for (var metric : Metric.values()) {
          for (var range : Range.values()) {
            assertThat(answer(handle, metric, range).snapshots()).isEqualTo(1);
          }
        }
        assertThat(new BudgetSpending(ZoneOffset.UTC).all(handle, NOON)).isEmpty();
      });
      assertThatThrownBy(() ->
              shelf.inTransaction(handle -> {
                handle.execute("SET LOCAL ROLE " + role);
                handle.execute("SELECT 1 FROM snapshot");
              }))
          .hasMessageContaining("permission denied for table snapshot");
    } finally {
      shelf.execute("DROP OWNED BY " + role);
      shelf.execute("DROP ROLE " + role);
    }
  }

  @Test
  void readsAMonthOfOneAccountFromAtMostEightPages() {
    shelf.configure(ALPHA);
    shelf.execute(
        """
        INSERT INTO spend_daily (account_id, day, currency, amount)
        SELECT 'acme-' || account, DATE '2026-11-21' - day, 'USD', day + 0.25
        FROM generate_series(1, 100) account, generate_series(0, 89) day
        """);
    shelf.execute(
        """
        INSERT INTO usage_daily (account_id, day, snapshots, used_percent, tokens_in, tokens_out)
        SELECT 'acme-' || account, DATE '2026-11-21' - day, 288, 41.5, 1000, 500
        FROM generate_series(1, 100) account, generate_series(0, 89) day
        """);
    shelf
        .db
        .database()
        .<Integer, RuntimeException>with(
            handle -> handle.execute("VACUUM ANALYZE spend_daily, usage_daily"));

    for (var metric : Metric.values()) {
      var pages = pages(HistorySql.figures(metric, false)) + pages(HistorySql.snapshots(false));
      assertThat(pages).as("pages read for %s", metric).isBetween(1, 8);
    }
  }

  private History answer(Handle handle, Metric metric, Range range) {
    return Histories.answer(
        handle, new HistoryQuestion(new Scope.OfAccount("alpha"), metric, range, NOON));
  }

  private int pages(String sql) {
    return shelf
        .db
        .database()
        .with(handle ->
            handle
                .createQuery("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) " + sql)
                .bindArray("accounts", String.class, List.of("acme-42"))
                .bind("first", day(-29))
                .bind("last", day(0))
                .mapTo(String.class)
                .stream()
                .filter(line -> line.contains("Buffers: shared"))
                .limit(1)
                .mapToInt(JdbiViewsTest::sharedPages)
                .sum());
  }

  private static int sharedPages(String line) {
    return Pattern.compile("(?:hit|read)=(\\d+)")
        .matcher(line)
        .results()
        .mapToInt(result -> Integer.parseInt(result.group(1)))
        .sum();
  }

  private static Instant day(int days) {
    return Instant.parse("2026-11-21T00:00:00Z").plus(Duration.ofDays(days));
  }

  private static Optional<BigDecimal> value(String number) {
    return Optional.of(new BigDecimal(number));
  }

  private static Optional<BigDecimal> none() {
    return Optional.empty();
  }
}
