package dev.headroom.config;

import dev.headroom.provider.Access.Value;
import dev.headroom.provider.Option;
import dev.headroom.provider.Profile;
import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The keys that a provider's profile declares, as keys of the file.
final class Options {

  private static final Pattern NAME = Pattern.compile("[^\\s:]{1,100}");

  private Options() {}

  static List<Key<Value>> of(Profile profile) {
    return profile.options().stream().map(option -> key(option, profile)).toList();
  }

  private static Key<Value> key(Option option, Profile profile) {
    var secret = option.form() == Option.Form.SECRET;
    var meaning = secret ? option.meaning() + ". " + profile.credential() : option.meaning();
    return new Key<>(
        option.key(), form(option), meaning, option.required() && option.fallback().isEmpty());
  }

  private static Form<Value> form(Option option) {
    return switch (option.form()) {
      case SECRET -> Values.secret().map(Value.Hidden::new);
      case TEXT -> text(option).map(Value.Text::new);
      case URL -> Addresses.url().map(URI::toString).map(Value.Text::new);
      case NUMBER -> Values.number().map(BigDecimal::toPlainString).map(Value.Text::new);
      case FLAG -> Values.flag().map(String::valueOf).map(Value.Text::new);
      case CHOICE -> Values.word(option.choices()).map(Value.Text::new);
      case LIST -> new ListOf<>(text(option)).map(Value.Texts::new);
      case TABLE -> new MapOf<>(NAME, row(option.choices())).map(Value.Table::new);
    };
  }

  private static Scalar<String> text(Option option) {
    var rule = option.rule();
    return rule.pattern().map(it -> Values.matching(it, rule.must())).orElseGet(Values::text);
  }

  private static Form<Map<String, BigDecimal>> row(List<String> columns) {
    var keys =
        columns.stream()
            .map(column -> Key.of(column, Values.number(), "a number, zero or more"))
            .toList();
    return new Shape<>(
        List.copyOf(keys),
        section -> {
          var row = new LinkedHashMap<String, BigDecimal>();
          keys.forEach(key -> section.find(key).ifPresent(value -> row.put(key.name(), value)));
          return Optional.of(row);
        });
  }
}
