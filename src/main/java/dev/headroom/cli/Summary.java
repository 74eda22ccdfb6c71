package dev.headroom.cli;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.Coverage;
import dev.headroom.config.Slack;
import dev.headroom.poll.Cadence;
import dev.headroom.provider.Profile;
import dev.headroom.provider.Provider;
import dev.headroom.usage.Budget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a config file means, for the one who wrote it.
final class Summary {

  private final Map<String, Profile> profiles;

  Summary(Collection<Provider> providers) {
    profiles =
        providers.stream()
            .map(Provider::profile)
            .collect(Collectors.toMap(Profile::type, profile -> profile));
  }

  String of(Path file, Config config) {
    var text = new StringBuilder(file + ": no problems\n");
    section(text, "where", where(config));
    section(text, "accounts", config.accounts().stream().map(this::account).toList());
    section(text, "budgets", config.budgets().stream().map(Summary::budget).toList());
    section(text, "warnings", Coverage.warnings(config).stream().map(List::of).toList());
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      text.append('\n').append(title).append('\n').append(Columns.of(rows));
    }
  }

  private static List<List<String>> where(Config config) {
    var database =
        config.database().url().isPresent()
            ? "PostgreSQL by url"
            : "embedded PostgreSQL in " + config.database().dataDir();
    return List.of(
        List.of("database", database),
        List.of("slack", config.slack().map(Summary::slack).orElse("off")),
        List.of("discord", config.discord().map(_ -> "on").orElse("off")),
        List.of("console", config.console().name().toLowerCase(Locale.ROOT)),
        List.of("http", config.http().map(http -> http.bind() + ":" + http.port()).orElse("off")),
        List.of("timezone", config.timezone().getId()));
  }

  private static String slack(Slack slack) {
    return switch (slack.transport()) {
      case Slack.Transport.SocketMode _ -> "by Socket Mode";
      case Slack.Transport.Http _ -> "by HTTP, POST /slack/events";
    };
  }

  private List<String> account(AccountSetup setup) {
    var account = setup.account();
    var profile = profiles.get(account.provider());
    var title = profile == null ? account.provider() : profile.title();
    return List.of(account.id(), title, pace(setup), profile == null ? "" : cost(setup, profile));
  }

  private static String pace(AccountSetup setup) {
    return switch (setup.cadence()) {
      case Cadence.Every(var interval) -> "every " + words(interval);
      case Cadence.Cron(var expression, var zone) -> expression + " in " + zone;
    };
  }

  private static String cost(AccountSetup setup, Profile profile) {
    var spends = setup.access().spends();
    return spends.isEmpty() ? profile.cost() : "POLLS SPEND: " + String.join(", ", spends);
  }

  private static List<String> budget(Budget budget) {
    return List.of(
        budget.scope().toText(),
        budget.rhythm().name().toLowerCase(Locale.ROOT),
        budget.limit().amount().toPlainString() + " " + budget.limit().currency());
  }

  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
