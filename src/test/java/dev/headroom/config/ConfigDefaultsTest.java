package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.alert.Policy;
import dev.headroom.alert.QuietHours;
import dev.headroom.poll.Cadence;
import dev.headroom.usage.Account;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Thresholds;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What holds when the file says nothing.
final class ConfigDefaultsTest {

  @Test
  void anEmptyFileIsAllDefaults() {
    var expected =
        new Config(
            ZoneId.of("UTC"),
            new Database(Optional.empty(), Path.of("data")),
            Optional.empty(),
            Optional.empty(),
            Console.AUTO,
            Optional.empty(),
            new Polling(Optional.empty(), Duration.ofSeconds(20), 64),
            Thresholds.DEFAULT,
            List.of(),
            Map.of(),
            new Policy(
                Duration.ofMinutes(15),
                Optional.of(Duration.ofHours(4)),
                true,
                List.of(),
                List.of()),
            List.of(),
            Duration.ofDays(90));

    assertThat(ConfigFiles.ready("")).isEqualTo(expected);
    assertThat(ConfigFiles.ready("# nothing\n")).isEqualTo(expected);
    assertThat(ConfigFiles.ready("slack:\nhttp: ${EMPTY}\naccounts: []\n")).isEqualTo(expected);
  }

  @Test
  void anAccountNeedsAnIdAProviderAndItsCredential() {
    var setup =
        ConfigFiles.ready("accounts: [{id: ds, provider: deepseek, key: k}]").accounts().getFirst();

    assertThat(setup.account())
        .isEqualTo(
            new Account(
                "ds",
                "deepseek",
                "ds",
                Optional.empty(),
                Thresholds.DEFAULT,
                Duration.ofMinutes(15)));
    assertThat(setup.cadence()).isEqualTo(new Cadence.Every(Duration.ofMinutes(15)));
    assertThat(setup.access().uri("base-url")).isEqualTo(URI.create("https://api.deepseek.com"));
  }

  @Test
  void chatsNeedTheirTokensOnly() {
    var config =
        ConfigFiles.ready("slack: {bot-token: b, app-token: a}\ndiscord: {token: t}\nhttp: {}");

    assertThat(config.slack().orElseThrow().apiUrl())
        .isEqualTo(URI.create("https://slack.com/api/"));
    assertThat(config.discord().orElseThrow().apiUrl())
        .isEqualTo(URI.create("https://discord.com/api/v10/"));
    assertThat(config.http()).contains(new Http(8080, "127.0.0.1", Optional.empty()));
  }

  @Test
  void quietHoursAreEveryDayInTheConfiguredZoneForAll() {
    var config = ConfigFiles.ready("alerts: {quiet-hours: [{from: '21:30', to: '06:15'}]}");

    assertThat(config.alerts().quietHours())
        .containsExactly(
            new QuietHours(
                LocalTime.of(21, 30),
                LocalTime.of(6, 15),
                Set.of(DayOfWeek.values()),
                ZoneId.of("UTC"),
                Set.of()));
  }

  @Test
  void aBudgetIsMonthlyAndWarnsTwice() {
    var budget = ConfigFiles.ready("budgets: [{for: all, limit: 12.50 EUR}]").budgets().getFirst();

    assertThat(budget.rhythm()).isEqualTo(Budget.Rhythm.MONTHLY);
    assertThat(budget.warnAt()).containsExactly(BigDecimal.valueOf(50), BigDecimal.valueOf(80));
    assertThat(budget.setBy()).isEqualTo("config");
    assertThat(budget.setAt()).isEqualTo(ConfigFiles.NOW);
  }
}
