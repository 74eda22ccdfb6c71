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
public record Option(
    String key,
    Form form,
    boolean required,
    Optional<String> fallback,
    List<String> choices,
    String meaning,
    Optional<String> spends) {

  /// One that spends nothing.
  public Option(
      String key,
      Form form,
      boolean required,
      Optional<String> fallback,
      List<String> choices,
      String meaning) {
    this(key, form, required, fallback, choices, meaning, Optional.empty());
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
    return new Option(key, form, true, fallback, choices, meaning, spends);
  }

  public Option optional() {
    return new Option(key, form, false, fallback, choices, meaning, spends);
  }

  public Option or(String value) {
    return new Option(key, form, required, Optional.of(value), choices, meaning, spends);
  }

  /// The same, for polls that spend so much where an account sets it.
  public Option spending(String amount) {
    return new Option(key, form, required, fallback, choices, meaning, Optional.of(amount));
  }
}
