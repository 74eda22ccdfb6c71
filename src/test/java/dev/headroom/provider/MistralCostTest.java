package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MistralCostTest {

  private static final Mistral MISTRAL = new Mistral();

  @Test
  void multipliesWhatWasPaidForByThePriceOfItsZoneAndTier() {
    assertThat(poll("admin_usage_priced.json").spends())
        .filteredOn(spend -> spend.period().isDay())
        .containsExactly(day(19, "0.005"), day(20, "0.0837"), day(21, "0"));
  }

  @Test
  void multipliesTheUsageAsTheVendorGivesIt() {
    assertThat(poll("admin_usage.json").spends())
        .filteredOn(spend -> spend.period().isDay())
        .containsExactly(day(20, "0.0837"), day(21, "0.0153"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin_usage_two_prices.json",
        "admin_usage_no_price.json",
        "admin_usage_paid_unknown.json",
        "admin_usage_mixed.json"
      })
  void knowsNoDayWhereOneThingHasNoCertainPrice(String file) {
    var report = poll(file);

    assertThat(report.spends()).noneMatch(spend -> spend.period().isDay());
    assertThat(report.gaps()).isEmpty();
  }

  @Test
  void marksPricesThatItDoesNotUnderstand() {
    var report = poll("admin_usage_negative_price.json");

    assertThat(report.gaps())
        .extracting(gap -> gap.part() + ": " + gap.failure().reason())
        .containsExactly(
            "cost by day: $.prices[0].price: expected a number, zero or more, found a number");
    assertThat(report.usages()).isNotEmpty();
  }

  private static Report poll(String file) {
    return FixtureApi.poll(
        MISTRAL, Map.of(), FixtureApi.instead("mistral", "GET /v1/admin/usage", file, 200));
  }

  private static Spend day(int day, String amount) {
    return new Spend(
        Period.day(LocalDate.of(2026, 11, day)), new Money(new BigDecimal(amount), "EUR"));
  }
}
