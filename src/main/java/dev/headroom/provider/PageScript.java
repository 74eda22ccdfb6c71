package dev.headroom.provider;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Data in the script of a web page. That is JavaScript and no JSON, so each field is looked for by
/// itself; what isn't found is absent.
final class PageScript {

  private static final String VALUE = "\"?:\\s*\"?(-?\\d{1,18}(?:\\.\\d{1,9})?)\"?\\s*[,}]";

  private PageScript() {}

  /// The object behind a name: `name:{…}`, `"name":$R[21]={…}`.
  static Optional<String> object(String page, String name) {
    var assigned = "\"?:\\s*(?:\\$R\\[\\d{1,6}\\]\\s*=\\s*)?(\\{[^{}]*\\})";
    return find(Pattern.quote(name) + assigned, page);
  }

  /// The object that has a field, up to the first object in it.
  static Optional<String> objectWith(String page, String field) {
    return find("(\\{[^{}]*\\b" + field + "\"?:[^{}]*)", page);
  }

  /// A number of an object, or a number in a string.
  static Optional<BigDecimal> number(String object, String field) {
    return find("[{,]\\s*\"?" + field + VALUE, object).map(BigDecimal::new);
  }

  private static Optional<String> find(String pattern, String text) {
    var found = Pattern.compile(pattern).matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
