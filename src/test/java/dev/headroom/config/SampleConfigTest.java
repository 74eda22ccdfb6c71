package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.alert.Kind;
import dev.headroom.alert.QuietHours;
import dev.headroom.alert.Route;
import dev.headroom.alert.Severity;
import dev.headroom.poll.Cadence;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import java.math.BigDecimal;
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

/// The sample shows every key, and loads.
final class SampleConfigTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "DATABASE_URL", "postgres://headroom:pw@db/headroom",
          "HEADROOM_DATA", "/data",
          "SLACK_BOT_TOKEN", "xoxb-1",
          "SLACK_APP_TOKEN", "xapp-1",
          "DISCORD_TOKEN", "discord-1",
          "HEADROOM_API_TOKEN", "api-1",
          "OPENAI_ADMIN_KEY", "openai-1",
          "ANTHROPIC_ADMIN_KEY", "anthropic-1");

  private final Config config = load();

  @Test
  void readsWhereThingsAre() {
    assertThat(config.timezone()).isEqualTo(BERLIN);
    assertThat(config.database().url().orElseThrow().value()).startsWith("postgres://");
    assertThat(config.database().dataDir()).isEqualTo(Path.of("/data"));
    assertThat(config.http().orElseThrow().apiToken().orElseThrow().value()).isEqualTo("api-1");
    assertThat(config.retention()).isEqualTo(Duration.ofDays(90));
  }

  @Test
  void readsTheChats() {
    var slack = config.slack().orElseThrow();
    var discord = config.discord().orElseThrow();

    assertThat(slack.botToken().value()).isEqualTo("xoxb-1");
    assertThat(slack.transport()).isInstanceOf(Slack.Transport.SocketMode.class);
    assertThat(slack.admins()).containsExactly("U0123ABCD", "S0456EFGH");
    assertThat(discord.token().value()).isEqualTo("discord-1");
    assertThat(discord.guilds()).containsExactly("112233445566778899");
    assertThat(discord.admins()).containsExactly("role:123", "user:456");
  }

  @Test
  void readsTheAccounts() {
    var openai = config.accounts().getFirst();
    var anthropic = config.accounts().getLast();

    assertThat(openai.cadence()).isEqualTo(new Cadence.Every(Duration.ofMinutes(10)));
    assertThat(openai.access().secret("key").value()).isEqualTo("openai-1");
    assertThat(openai.account().owner()).contains("platform-team");
    assertThat(openai.account().thresholds().warning()).isEqualTo(BigDecimal.valueOf(80));
    assertThat(openai.account().thresholds().critical()).isEqualTo(BigDecimal.valueOf(90));
    assertThat(anthropic.cadence()).isEqualTo(new Cadence.Cron("*/15 6-22 * * *", BERLIN));
    assertThat(anthropic.account().every()).isEqualTo(Duration.ofMinutes(7 * 60 + 15));
  }

  @Test
  void readsTheAlerts() {
    assertThat(config.alerts().routes())
        .containsExactly(
            new Route(
                Optional.of(Severity.CRITICAL),
                Optional.of("openai"),
                Optional.of("openai-prod"),
                Optional.of(Kind.BUDGET),
                List.of("slack:C0123456789", "discord:112233445566778899")),
            new Route(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("slack:C0123456789")));
    assertThat(config.alerts().quietHours())
        .containsExactly(
            new QuietHours(
                LocalTime.of(22, 0),
                LocalTime.of(7, 0),
                Set.of(
                    DayOfWeek.MONDAY,
                    DayOfWeek.TUESDAY,
                    DayOfWeek.WEDNESDAY,
                    DayOfWeek.THURSDAY,
                    DayOfWeek.FRIDAY),
                BERLIN,
                Set.of(Severity.CRITICAL)));
    assertThat(config.budgets())
        .containsExactly(
            new Budget(
                new Scope.OfAccount("openai-prod"),
                Budget.Rhythm.MONTHLY,
                Money.usd("500"),
                List.of(BigDecimal.valueOf(50), BigDecimal.valueOf(80)),
                "config",
                ConfigFiles.NOW));
  }

  @Test
  void printsNoSecret() {
    assertThat(config.toString()).doesNotContain("xoxb-1", "xapp-1", "openai-1", "pw", "api-1");
  }

  private static Config load() {
    return switch (ConfigFiles.with(ENVIRONMENT).read(Path.of("config/headroom.yaml"))) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) -> throw new AssertionError(problems.toString());
    };
  }
}
