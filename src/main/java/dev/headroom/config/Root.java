package dev.headroom.config;

import dev.headroom.alert.Policy;
import dev.headroom.provider.Profile;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys of the file's top, and how they make a [Config].
///
/// Sections are read in an order that lets later ones know what earlier ones declared.
final class Root {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Duration RETENTION = Duration.ofDays(90);

  private static final Key<ZoneId> TIMEZONE =
      Key.of(
          "timezone", Moments.zone(), "where people read dates and where days begin; default UTC");
  private static final Key<Database> DATABASE =
      Key.of("database", Database.SHAPE, "where everything is kept");
  private static final Key<Slack> SLACK = Key.of("slack", Slack.SHAPE, "absent: off");
  private static final Key<Discord> DISCORD = Key.of("discord", Discord.SHAPE, "absent: off");
  private static final Key<Http> HTTP =
      Key.of("http", Http.SHAPE, "health, metrics and API; absent: no HTTP");
  private static final Key<Polling> POLLING =
      Key.of("polling", Polling.SHAPE, "how accounts are read");
  private static final Key<Thresholds> THRESHOLDS =
      Key.of(
          "thresholds", ThresholdKeys.shape(Thresholds.DEFAULT), "from which used share it warns");
  private static final Key<Duration> KEPT =
      Key.of(
          "retention",
          Moments.duration(Duration.ofDays(7), Duration.ofDays(3650)),
          "how long history is kept, 7d to 3650d; 90d");
  private static final Key<Duration> HISTORY =
      Key.of(
          "history",
          Shape.of(section -> Optional.of(section.get(KEPT, RETENTION)), KEPT),
          "what is kept");

  private final Key<List<AccountSetup>> accounts;
  private final Key<Map<String, String>> channels;
  private final Key<Policy> alerts;
  private final Key<List<Budget>> budgets;

  private Root(AccountKeys stanza, Names names, Set<String> platforms) {
    var places = new ChannelKeys(names.channels(), platforms);
    accounts = Key.of("accounts", new ListOf<>(stanza), "the credentials to read");
    channels =
        Key.of(
            "channels",
            new MapOf<>(ChannelKeys.NAME, places.channel()),
            "names for channels, like ops: \"slack:C0123456789\"");
    alerts =
        Key.of(
            "alerts",
            new AlertKeys(names, places, stanza.zone()).shape(),
            "when and where to speak");
    budgets =
        Key.of(
            "budgets",
            new ListOf<>(BudgetKeys.shape(names, stanza.now())),
            "what the team allows itself to spend");
  }

  /// The whole file's JSON Schema but its head.
  static Map<String, Object> schema(Map<String, Profile> profiles) {
    var stanza = new AccountKeys(profiles, Polling.DEFAULT, Thresholds.DEFAULT, UTC, Instant.EPOCH);
    return Schema.object(new Root(stanza, Names.of(empty()), Set.of()).keys());
  }

  private static Yaml.Fields empty() {
    return new Yaml.Fields("", 0, Map.of());
  }

  /// Reads the file's top; what it gives is only good when no problem was found.
  static Config bind(
      Yaml.Fields yaml, Map<String, Profile> profiles, Instant now, Problems problems) {
    var section = new Section(yaml, problems);
    var stanza =
        new AccountKeys(
            profiles,
            section.get(POLLING, Polling.DEFAULT),
            section.get(THRESHOLDS, Thresholds.DEFAULT),
            section.get(TIMEZONE, UTC),
            now);
    var root = new Root(stanza, Names.of(yaml), platforms(section));
    section.only(root.keys());
    return root.bind(section, stanza);
  }

  private static Set<String> platforms(Section section) {
    var platforms = new HashSet<String>();
    if (section.has(SLACK)) {
      platforms.add("slack");
    }
    if (section.has(DISCORD)) {
      platforms.add("discord");
    }
    if (section.get(Console.KEY, Console.AUTO) != Console.OFF) {
      platforms.add("console");
    }
    return platforms;
  }

  private Config bind(Section section, AccountKeys stanza) {
    var slack = section.find(SLACK);
    var http = section.find(HTTP);
    if (slack.filter(chat -> chat.transport() instanceof Slack.Transport.Http).isPresent()
        && !section.has(HTTP)) {
      section.problem(SLACK, "needs the http section when signing-secret is used");
    }
    var setups = section.get(accounts, List.of());
    reportTwins(section);
    var plans = section.get(budgets, List.of());
    BudgetKeys.reportTwins(section, section.items(budgets));
    return new Config(
        stanza.zone(),
        section.get(DATABASE, Database.DEFAULT),
        slack,
        section.find(DISCORD),
        section.get(Console.KEY, Console.AUTO),
        http,
        stanza.polling(),
        stanza.thresholds(),
        setups,
        section.get(channels, Map.of()),
        section.get(alerts, AlertKeys.DEFAULT),
        plans,
        section.get(HISTORY, RETENTION));
  }

  /// Reports a second account with the id of another.
  private void reportTwins(Section section) {
    var lines = new HashMap<String, Integer>();
    for (var item : section.items(accounts)) {
      if (item instanceof Yaml.Fields(_, _, var fields)
          && fields.get("id") instanceof Yaml.Text id) {
        var earlier = lines.putIfAbsent(id.value(), id.line());
        if (earlier != null) {
          section.problem(id, "must be an id of its own, was already on line " + earlier);
        }
      }
    }
  }

  private List<Key<?>> keys() {
    return List.of(
        TIMEZONE,
        DATABASE,
        SLACK,
        DISCORD,
        Console.KEY,
        HTTP,
        POLLING,
        THRESHOLDS,
        accounts,
        channels,
        alerts,
        budgets,
        HISTORY);
  }
}
