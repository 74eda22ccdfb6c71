package dev.headroom.provider;

import java.util.List;
import java.util.Optional;

/// A key in an account's stanza that one provider understands.
///
/// @param key kebab-case
/// @param fallback the value when the key is absent; only of text forms
/// @param choices the allowed values of [Form#CHOICE], the columns of [Form#TABLE]
/// @param meaning a line for the schema and the docs
/// @param spends what the polls of an account that sets it spend, if they do: "a few tokens"
/// @param rule what must hold beyond the form
public record Option(
    String key,
    Form form,
    boolean required,
    Optional<String> fallback,
    List<String> choices,
    String meaning,
    Optional<String> spends,
    Rule rule) {

  /// What a provider demands of an account that sets a key.
  ///
  /// @param pattern what the text, or each of a list, looks like; only of these forms
  /// @param must the pattern in words: "be a day, like 2026-11-01"
  /// @param beside the keys that must be set, too
  public record Rule(Optional<String> pattern, String must, List<String> beside) {
    static final Rule NONE = new Rule(Optional.empty(), "", List.of());

    public Rule {
      beside = List.copyOf(beside);
    }
  }

  /// One that spends nothing, of which nothing is demanded.
  public Option(
      String key,
      Form form,
      boolean required,
      Optional<String> fallback,
      List<String> choices,
      String meaning) {
    this(key, form, required, fallback, choices, meaning, Optional.empty(), Rule.NONE);
  }

  /// What a value looks like.
  public enum Form {
    /// Never shown, never logged.
    SECRET,
    TEXT,
    /// An absolute http or https address. Credentials go to its origin and no other.
    URL,
    /// A decimal number, zero or more.
    NUMBER,
    /// `true` or `false`.
    FLAG,
    /// One of a few words.
    CHOICE,
    /// Several texts.
    LIST,
    /// Names, each with numbers in known columns: `gemini-3-flash: {rpm: 5, rpd: 20}`.
    TABLE
  }

  public static Option secret(String key, String meaning) {
    return new Option(key, Form.SECRET, true, Optional.empty(), List.of(), meaning);
  }

  /// Where the provider is asked, with the vendor's own address as the fallback.
  public static Option url(String key, String fallback, String meaning) {
    return new Option(key, Form.URL, false, Optional.of(fallback), List.of(), meaning);
  }

  public static Option text(String key, String meaning) {
    return new Option(key, Form.TEXT, false, Optional.empty(), List.of(), meaning);
  }

  public static Option number(String key, String meaning) {
    return new Option(key, Form.NUMBER, false, Optional.empty(), List.of(), meaning);
  }

  public static Option flag(String key, String meaning) {
    return new Option(key, Form.FLAG, false, Optional.of("false"), List.of(), meaning);
  }

  public static Option choice(String key, List<String> choices, String fallback, String meaning) {
    return new Option(key, Form.CHOICE, false, Optional.of(fallback), choices, meaning);
  }

  public static Option list(String key, String meaning) {
    return new Option(key, Form.LIST, false, Optional.empty(), List.of(), meaning);
  }

  public static Option table(String key, List<String> columns, String meaning) {
    return new Option(key, Form.TABLE, false, Optional.empty(), columns, meaning);
  }

  public Option mandatory() {
    return new Option(key, form, true, fallback, choices, meaning, spends, rule);
  }

  public Option optional() {
    return new Option(key, form, false, fallback, choices, meaning, spends, rule);
  }

  public Option or(String value) {
    return new Option(key, form, required, Optional.of(value), choices, meaning, spends, rule);
  }

  /// The same, for polls that spend so much where an account sets it.
  public Option spending(String amount) {
    return new Option(key, form, required, fallback, choices, meaning, Optional.of(amount), rule);
  }

  /// The same, whose text, or each of whose texts, looks like `pattern`.
  public Option matching(String pattern, String must) {
    return with(new Rule(Optional.of(pattern), must, rule.beside()));
  }

  /// The same, for accounts that set these keys, too.
  public Option beside(String... keys) {
    return with(new Rule(rule.pattern(), rule.must(), List.of(keys)));
  }

  private Option with(Rule other) {
    return new Option(key, form, required, fallback, choices, meaning, spends, other);
  }
}
