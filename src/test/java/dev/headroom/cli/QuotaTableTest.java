package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testing.Golden;
import dev.headroom.testing.Team;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.view.AccountView;
import dev.headroom.view.Current;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QuotaTableTest {

  @Test
  void showsEveryNumberInFullAndWhyOthersAreMissing() {
    var accounts = List.of(Team.openai(), Team.deepseek(), Team.gemini(), odd(), never());

    var text = table(ZoneId.of("UTC"), accounts);

    Golden.matches("QuotaTableTest/accounts.txt", text);
    assertThat(text).as("what every terminal shows").matches("\\p{ASCII}*");
  }

  @Test
  void saysMomentsWherePeopleReadThem() {
    assertThat(table(ZoneId.of("Europe/Berlin"), List.of(Team.gemini())))
        .endsWith("gemini-batch  stale: last read 2026-11-21 10:05 CET\n");
  }

  @Test
  void saysThatThereIsNothingToShow() {
    assertThat(table(ZoneId.of("UTC"), List.of())).isEqualTo("there is no account\n");
  }

  static Current never() {
    return new Current(
        Team.account("new-one", "acme", "New", "platform"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Numbers and gaps that are easily shown wrongly.
  private static Current odd() {
    return Team.read(
        Team.account("odd", "acme", "Odd", "platform"),
        Duration.ofSeconds(10),
        new Report(
            Optional.empty(),
            List.of(
                Quota.named("Spend", "USD")
                    .withUsed(new BigDecimal("0.004"))
                    .withLimit(new BigDecimal("1E+3"))
                    .withNote("configured"),
                Quota.percent("Five hours", new BigDecimal("99.99"))
                    .withResetsAt(Team.NOW.minusSeconds(1)),
                new Balance("Credits", new Money(new BigDecimal("-1234.5"), "EUR"), true)),
            List.of(
                new Gap(
                    "usage by model",
                    Failure.of(Failure.Kind.FORBIDDEN, "the credential is not allowed (403)")))));
  }

  private static String table(ZoneId zone, List<Current> accounts) {
    return new QuotaTable(Team.NOW, zone).of(AccountView.all(accounts, Team.NOW));
  }
}
