package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReadingJsonTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-21");

  private static final Report FULL =
      new Report(
          Optional.of("Team"),
          List.of(
              Quota.named("Tokens", "tokens")
                  .withMembers(List.of("m-1", "m-2"))
                  .withUsed(new BigDecimal("12345678901234567890.123456789012345678"))
                  .withLimit(new BigDecimal("2E+30"))
                  .withStatedPercent(new BigDecimal("12.50"))
                  .withResetsAt(Instant.parse("2026-12-01T00:00:00.123456Z"))
                  .withWindow(Duration.ofHours(5))
                  .withBlocked()
                  .withNote("estimate"),
              Quota.named("Unknown", "requests"),
              new Spend(Period.day(DAY), Money.usd("0.0000001")),
              new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("639.67")),
              Usage.ofDay(
                  DAY,
                  Optional.of("m-1"),
                  Optional.of(9_223_372_036_854_775_807L),
                  Optional.empty(),
                  Optional.of(0L),
                  Optional.empty()),
              new Balance("Credits", new Money(new BigDecimal("-1.10"), Money.CREDITS), true)),
          List.of(
              new Gap(
                  "usage by model",
                  new Failure(
                      Failure.Kind.RATE_LIMITED,
                      "slow down",
                      Optional.of(Instant.parse("2026-11-21T12:05:00Z"))))));

  @Test
  void readsBackWhatItWrote() {
    assertThat(ReadingJson.read(ReadingJson.write(FULL)))
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(FULL);
  }

  @Test
  void survivesTheDatabaseWhichReordersKeys() {
    try (var shelf = new Shelf()) {
      var stored =
          shelf
              .db
              .database()
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createQuery("SELECT CAST(CAST(:json AS jsonb) AS text)")
                      .bind("json", ReadingJson.write(FULL))
                      .mapTo(String.class)
                      .one());

      assertThat(ReadingJson.read(stored))
          .usingRecursiveComparison()
          .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
          .isEqualTo(FULL);
    }
  }

  @Test
  void namesTheKindOfEachReadingAndNothingDerived() {
    assertThat(ReadingJson.write(FULL.balances()))
        .isEqualTo(
            """
            [{"type":"balance","name":"Credits","amount":{"amount":-1.10,"currency":"credits"},\
            "depleted":true}]\
            """);
    assertThat(ReadingJson.write(FULL)).doesNotContain("partial", "usedPercent");
  }

  @Test
  void passesOverWordsOfANewerVersion() {
    assertThat(ReadingJson.read("{\"plan\":null,\"readings\":[],\"gaps\":[],\"new\":{\"a\":1}}"))
        .isEqualTo(Report.of(List.of()));
  }
}
