package dev.headroom.provider;

import dev.headroom.secret.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How one account is reached: its credential and options, checked against the provider's profile
/// before an instance exists. Nothing secret prints.
public final class Access {

  private static final Pattern VERSION = Pattern.compile("/v\\d\\w*(/|$)");

  private final String account;
  private final Profile profile;
  private final Map<String, Value> values;

  /// What stands behind a key of an account's stanza.
  public sealed interface Value {
    record Text(String text) implements Value {}

    record Hidden(Secret secret) implements Value {}

    record Texts(List<String> texts) implements Value {}

    record Table(Map<String, Map<String, BigDecimal>> rows) implements Value {}
  }

  public Access(String account, Profile profile, Map<String, Value> values) {
    this.account = account;
    this.profile = profile;
    this.values = Map.copyOf(values);
  }

  /// The account's id.
  public String account() {
    return account;
  }

  public Secret secret(String key) {
    return findSecret(key).orElseThrow(() -> missing(key));
  }

  public Optional<Secret> findSecret(String key) {
    return values.get(key) instanceof Value.Hidden(var secret)
        ? Optional.of(secret)
        : Optional.empty();
  }

  public String text(String key) {
    return findText(key).orElseThrow(() -> missing(key));
  }

  public Optional<String> findText(String key) {
    return values.get(key) instanceof Value.Text(var text)
        ? Optional.of(text)
        : profile.option(key).flatMap(Option::fallback);
  }

  /// An address without a trailing slash.
  public URI uri(String key) {
    return URI.create(text(key).replaceFirst("/+$", ""));
  }

  /// An address that ends in the version of the vendor's API, also where it was left out:
  /// `https://gate.test/` means `https://gate.test/v1`. One that holds a version stays as it is.
  public URI uri(String key, String version) {
    var written = uri(key);
    return VERSION.matcher(written.getPath()).find()
        ? written
        : URI.create(written + "/" + version);
  }

  /// An address without the version at its end, where the vendor's paths begin with one.
  public URI root(String key) {
    return URI.create(uri(key).toString().replaceFirst("(?<!/)/v1$", ""));
  }

  public Optional<BigDecimal> findNumber(String key) {
    return findText(key).map(BigDecimal::new);
  }

  public boolean flag(String key) {
    return findText(key).map(Boolean::parseBoolean).orElse(false);
  }

  public List<String> list(String key) {
    return values.get(key) instanceof Value.Texts(var texts) ? texts : List.of();
  }

  public Map<String, Map<String, BigDecimal>> table(String key) {
    return values.get(key) instanceof Value.Table(var rows) ? rows : Map.of();
  }

  /// The addresses this account's credentials may be sent to.
  public List<URI> origins() {
    return profile.options().stream()
        .filter(option -> option.form() == Option.Form.URL)
        .flatMap(option -> findText(option.key()).stream())
        .map(URI::create)
        .toList();
  }

  /// What polls of this account spend, by what makes them; empty when they are free.
  public List<String> spends() {
    var always = profile.spends() ? Stream.of(profile.cost()) : Stream.<String>empty();
    var asked =
        profile.options().stream()
            .filter(option -> isSet(option.key()))
            .flatMap(option -> option.spends().stream().map(amount -> by(option, amount)));
    return Stream.concat(always, asked).toList();
  }

  /// Whether a key has a value of its own that asks for anything.
  public boolean isSet(String key) {
    return switch (values.get(key)) {
      case null -> false;
      case Value.Text(var text) -> !text.isBlank() && !text.equals("false");
      case Value.Hidden _ -> true;
      case Value.Texts(var texts) -> !texts.isEmpty();
      case Value.Table(var rows) -> !rows.isEmpty();
    };
  }

  private static String by(Option option, String amount) {
    return amount + " by " + option.key();
  }

  /// Every secret of the account, so that texts can be cleaned of them.
  public List<Secret> secrets() {
    return values.values().stream()
        .flatMap(v -> v instanceof Value.Hidden(var secret) ? Stream.of(secret) : Stream.empty())
        .toList();
  }

  private IllegalStateException missing(String key) {
    return new IllegalStateException(
        "account %s: %s was not declared or not given".formatted(account, key));
  }

  @Override
  public String toString() {
    return "Access[" + account + ", " + profile.type() + "]";
  }
}
