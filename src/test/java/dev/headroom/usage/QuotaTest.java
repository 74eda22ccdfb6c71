package dev.headroom.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class QuotaTest {

  private static final Quota QUOTA = Quota.named("Tokens/min", "tokens");

  @Test
  void knowsNoShareWhereANumberIsMissing() {
    assertThat(QUOTA.withLimit(number("80")).usedPercent()).isEmpty();
    assertThat(QUOTA.withLimit(number("80")).remaining()).isEmpty();
    assertThat(QUOTA.withUsed(number("20")).usedPercent()).isEmpty();
    assertThat(QUOTA.withUsed(number("20")).remaining()).isEmpty();
  }

  @Test
  void countsWhatIsUsedFromWhatIsLeft() {
    var quota = QUOTA.withRemaining(number("30"), number("120"));

    assertThat(quota.used()).contains(number("90"));
    assertThat(quota.usedPercent().orElseThrow()).isEqualByComparingTo("75");
  }

  @Test
  void mayBeOvershot() {
    var quota = QUOTA.withUsed(number("150")).withLimit(number("100"));

    assertThat(quota.usedPercent().orElseThrow()).isEqualByComparingTo("150");
    assertThat(quota.remaining()).contains(BigDecimal.ZERO);
  }

  @Test
  void isUsedUpWhereTheVendorSaysSoOrGrantsNothing() {
    assertThat(QUOTA.withBlocked().usedPercent().orElseThrow()).isEqualByComparingTo("100");
    assertThat(QUOTA.withUsed(BigDecimal.ZERO).withLimit(BigDecimal.ZERO).usedPercent())
        .contains(number("100"));
  }

  @Test
  void believesTheVendorsOwnShare() {
    assertThat(
            QUOTA
                .withUsed(number("1"))
                .withLimit(number("4"))
                .withStatedPercent(number("26.5"))
                .usedPercent())
        .contains(number("26.5"));
  }

  @Test
  void isOfAPastWindowFromItsResetOn() {
    var reset = Instant.parse("2026-11-22T08:00:00Z");
    var quota = QUOTA.withResetsAt(reset).withWindow(Duration.ofDays(1));

    assertThat(quota.hasReset(reset.minusNanos(1))).isFalse();
    assertThat(quota.hasReset(reset)).isTrue();
  }

  @Test
  void hasANameAndNoNegativeLimit() {
    assertThatThrownBy(() -> Quota.named(" ", "tokens")).hasMessage("quota: must have a name");
    assertThatThrownBy(() -> QUOTA.withLimit(number("-1")))
        .hasMessage("quota Tokens/min: limit must not be negative, was -1");
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
