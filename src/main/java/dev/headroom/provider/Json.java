package dev.headroom.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import dev.headroom.usage.Failure;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON value that knows its path, read strictly where we use it and not at all where we don't.
///
/// Each kind of value has two readers: `text()` demands it and fails as unreadable with the path;
/// `findText()` is empty when the value is absent or null, and fails when it is of another kind.
/// Numbers may come as strings. Nothing absent ever becomes zero.
public final class Json {

  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(30);

  private final String path;
  private final JsonNode node;

  private Json(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /// Reads a whole document.
  ///
  /// @throws ApiException unreadable, when `text` is no JSON
  public static Json parse(String text) {
    return new Json("$", JsonDocument.read(text));
  }

  /// A document that is one of several; one that is no JSON is a text.
  ///
  /// @param path where it stood among them
  static Json parsed(String path, String text) {
    try {
      return new Json(path, parse(text).node);
    } catch (ApiException e) {
      return of(path, text);
    }
  }

  /// `value` as JSON, for the body of a request: maps, lists, texts, numbers and flags.
  public static String write(Object value) {
    return JsonDocument.write(value);
  }

  /// A text or number that a library has read already, to be read as strictly as any.
  ///
  /// @param path where it stood
  /// @param value null where there was none
  public static Json of(String path, @Nullable Object value) {
    return new Json(path, value == null ? MissingNode.getInstance() : JsonDocument.of(value));
  }

  /// No value at all, where one was possible.
  public static Json absent() {
    return new Json("$", MissingNode.getInstance());
  }

  /// The value of a field, absent or not; also of an object that is itself absent.
  ///
  /// @throws ApiException unreadable, when this is something else than an object
  public Json at(String field) {
    if (isPresent() && !node.isObject()) {
      throw mismatch("an object");
    }
    return new Json(path + "." + field, node.path(field));
  }

  public boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }

  /// Whether this is nothing but an absent value; a null is there, and says so.
  public boolean isMissing() {
    return node.isMissingNode();
  }

  public boolean isText() {
    return node.isTextual();
  }

  public boolean isObject() {
    return node.isObject();
  }

  public boolean isList() {
    return node.isArray();
  }

  /// The elements of a list, which must be there.
  public List<Json> list() {
    if (!node.isArray()) {
      throw mismatch("a list");
    }
    var items = new ArrayList<Json>(node.size());
    for (var i = 0; i < node.size(); i++) {
      items.add(new Json(path + "[" + i + "]", node.get(i)));
    }
    return items;
  }

  /// The elements of a list; none when it is absent or null.
  public List<Json> listOrEmpty() {
    return isPresent() ? list() : List.of();
  }

  /// The fields of an object, in order. Their names are data, so no path shows them.
  public Map<String, Json> fields() {
    if (!node.isObject()) {
      throw mismatch("an object");
    }
    var fields = new LinkedHashMap<String, Json>();
    for (var property : node.properties()) {
      fields.put(property.getKey(), new Json(path + ".*", property.getValue()));
    }
    return fields;
  }

  public String text() {
    return findText().orElseThrow(() -> mismatch("text"));
  }

  public Optional<String> findText() {
    if (!isPresent()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw mismatch("text");
    }
    return Optional.of(node.textValue());
  }

  /// A text that names something: one with more than blanks in it.
  public String name() {
    return findName().orElseThrow(() -> mismatch("a name"));
  }

  /// A name; empty also when the text is blank.
  public Optional<String> findName() {
    return findText().map(String::strip).filter(text -> !text.isEmpty());
  }

  public boolean flag() {
    return findFlag().orElseThrow(() -> mismatch("true or false"));
  }

  public Optional<Boolean> findFlag() {
    if (!isPresent()) {
      return Optional.empty();
    }
    if (!node.isBoolean()) {
      throw mismatch("true or false");
    }
    return Optional.of(node.booleanValue());
  }

  /// A number, or a number in a string.
  public BigDecimal decimal() {
    return findDecimal().orElseThrow(() -> mismatch("a number"));
  }

  public Optional<BigDecimal> findDecimal() {
    if (!isPresent()) {
      return Optional.empty();
    }
    var value = number();
    if (value.abs().compareTo(LIMIT) > 0 || value.scale() > 60) {
      throw mismatch("a number of sensible size");
    }
    return Optional.of(value.scale() < 0 ? value.setScale(0) : value);
  }

  private BigDecimal number() {
    if (node.isNumber() && !isNoNumber()) {
      return node.decimalValue();
    }
    if (node.isTextual()) {
      var digits = node.textValue().strip();
      if (digits.length() <= 60
          && digits.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?")) {
        return new BigDecimal(digits);
      }
    }
    throw mismatch("a number");
  }

  private boolean isNoNumber() {
    return node instanceof NumericNode number && number.isNaN();
  }

  /// A number that can't be less than zero, like a limit.
  public BigDecimal amount() {
    return findAmount().orElseThrow(() -> mismatch("a number"));
  }

  public Optional<BigDecimal> findAmount() {
    var value = findDecimal();
    if (value.filter(number -> number.signum() < 0).isPresent()) {
      throw mismatch("a number, zero or more");
    }
    return value;
  }

  /// A whole number, zero or more.
  public long count() {
    return findCount().orElseThrow(() -> mismatch("a whole number"));
  }

  public Optional<Long> findCount() {
    return findAmount()
        .map(value -> {
          try {
            return value.stripTrailingZeros().longValueExact();
          } catch (ArithmeticException e) {
            throw mismatch("a whole number");
          }
        });
  }

  /// An ISO 8601 moment with any offset.
  public Instant instant() {
    return findInstant().orElseThrow(() -> mismatch("an ISO 8601 time"));
  }

  public Optional<Instant> findInstant() {
    return findText().map(text -> Times.iso(text).orElseThrow(() -> mismatch("an ISO 8601 time")));
  }

  /// A calendar day: `2026-11-21`.
  public LocalDate date() {
    return findText().flatMap(Times::date).orElseThrow(() -> mismatch("a date"));
  }

  /// A moment in seconds since 1970.
  public Instant epochSeconds() {
    return findEpochSeconds().orElseThrow(() -> mismatch("a time in seconds"));
  }

  public Optional<Instant> findEpochSeconds() {
    return findDecimal().map(value -> epoch(value, 0));
  }

  /// A moment in milliseconds since 1970.
  public Optional<Instant> findEpochMillis() {
    return findDecimal().map(value -> epoch(value, 3));
  }

  private Instant epoch(BigDecimal value, int digits) {
    return Times.epoch(value, digits)
        .orElseThrow(() -> mismatch("a time in seconds or milliseconds"));
  }

  /// The failure for a value that isn't `expected`, naming the path but not what was found beyond
  /// its kind: an answer may hold secrets.
  public ApiException mismatch(String expected) {
    return ApiException.of(
        Failure.Kind.UNREADABLE, "%s: expected %s, found %s".formatted(path, expected, found()));
  }

  private String found() {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case NULL -> "null";
      case OBJECT, POJO -> "an object";
      case ARRAY -> "a list";
      case STRING, BINARY -> "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
    };
  }
}
