package dev.headroom.config;

import dev.headroom.provider.Access;
import dev.headroom.provider.Access.Value;
import dev.headroom.provider.Option;
import dev.headroom.provider.Profile;
import dev.headroom.usage.Account;
import dev.headroom.usage.Thresholds;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An account's stanza: the keys that all have, and those of its provider's profile.
///
/// @param profiles the known providers by type
record AccountKeys(
    Map<String, Profile> profiles, Polling polling, Thresholds thresholds, ZoneId zone, Instant now)
    implements Form<AccountSetup> {

  static final String ID = "[a-z0-9-]{1,40}";

  private static final Key<String> ID_KEY =
      Key.required(
          "id",
          Values.matching(ID, "be 1 to 40 of a-z, 0-9 and -"),
          "the name people type, 1 to 40 of a-z, 0-9 and -");
  private static final Key<String> NAME =
      Key.of("name", Values.text(), "what people read; default: the id");
  private static final Key<String> OWNER =
      Key.of("owner", Values.text(), "the team or person it belongs to");

  @Override
  public Optional<AccountSetup> read(Yaml yaml, Problems problems) {
    return Shape.open(yaml, problems).flatMap(this::bind);
  }

  private Optional<AccountSetup> bind(Section section) {
    var id = section.require(ID_KEY);
    if (id.filter("all"::equals).isPresent()) {
      section.problem(ID_KEY, "must be another word than all, which means every account");
    }
    var profile = section.require(provider());
    var name = section.find(NAME);
    var owner = section.find(OWNER);
    var cadences = new CadenceKeys(polling, zone, now);
    var limits = section.get(thresholdsKey(), thresholds);
    var access = profile.map(known -> new Access(id.orElse(""), known, values(section, known)));
    var cadence = cadences.read(section, profile, access.map(Access::spends).orElseGet(List::of));
    if (id.isEmpty() || access.isEmpty() || cadence.isEmpty()) {
      return Optional.empty();
    }
    var account =
        new Account(
            id.get(),
            profile.orElseThrow().type(),
            name.orElse(id.get()),
            owner,
            limits,
            cadences.interval(cadence.get()));
    return Optional.of(new AccountSetup(account, cadence.get(), access.get()));
  }

  private Map<String, Value> values(Section section, Profile profile) {
    var options = Options.of(profile);
    section.only(keys(options));
    var values = new LinkedHashMap<String, Value>();
    for (var option : options) {
      var value = option.required() ? section.require(option) : section.find(option);
      value.ifPresent(present -> values.put(option.name(), present));
    }
    var access = new Access("", profile, values);
    profile.options().stream()
        .filter(option -> access.isSet(option.key()))
        .forEach(option -> complete(section, option, options));
    return values;
  }

  private static void complete(Section section, Option set, List<Key<Value>> options) {
    options.stream()
        .filter(key -> set.rule().beside().contains(key.name()) && !section.has(key))
        .forEach(key -> section.problem(key, "must be set beside " + set.key()));
  }

  private List<Key<?>> keys(List<Key<Value>> options) {
    var keys =
        new ArrayList<Key<?>>(
            List.of(
                ID_KEY,
                provider(),
                NAME,
                CadenceKeys.EVERY,
                CadenceKeys.CRON,
                thresholdsKey(),
                OWNER));
    keys.addAll(options);
    return keys;
  }

  private Key<Profile> provider() {
    return Key.required("provider", Values.name("a known provider", profiles), "the vendor");
  }

  private Key<Thresholds> thresholdsKey() {
    return Key.of(
        "thresholds",
        ThresholdKeys.shape(thresholds),
        "from which used share this account's quotas warn");
  }

  /// One alternative for each provider, so that editors offer that provider's keys.
  @Override
  public Map<String, Object> schema() {
    return Schema.map(
        "type", "object", "oneOf", profiles.values().stream().map(this::stanza).toList());
  }

  private Map<String, Object> stanza(Profile profile) {
    var keys = new ArrayList<Key<?>>();
    for (var key : keys(Options.of(profile))) {
      keys.add(
          key.name().equals("provider")
              ? Key.required("provider", new Only(profile.type()), profile.title())
              : key);
    }
    return Schema.object(keys);
  }

  /// A value that editors must see as exactly one word.
  private record Only(String word) implements Form<String> {
    @Override
    public Optional<String> read(Yaml yaml, Problems problems) {
      return Values.text().read(yaml, problems);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("const", word);
    }
  }
}
