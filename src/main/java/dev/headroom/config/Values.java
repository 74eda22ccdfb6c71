package dev.headroom.config;

import dev.headroom.config.Scalar.Fits;
import dev.headroom.config.Scalar.Misfit;
import dev.headroom.config.Scalar.Parsed;
import dev.headroom.secret.Secret;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The forms of plain values: texts, secrets, numbers, words.
final class Values {

  private Values() {}

  static Scalar<String> text() {
    return text("hold more than blanks", text -> !text.isBlank());
  }

  /// @param must what must hold, after the word "must"
  static Scalar<String> text(String must, Predicate<String> fits) {
    return Scalar.of(
        Schema.text(), text -> fits.test(text) ? new Fits<>(text) : new Misfit<>(must));
  }

  /// A text of which all must match.
  static Scalar<String> matching(String pattern, String must) {
    var compiled = Pattern.compile(pattern);
    return Scalar.of(
        Schema.matching(pattern),
        text -> compiled.matcher(text).matches() ? new Fits<>(text) : new Misfit<>(must));
  }

  static Scalar<Secret> secret() {
    return secret("hold more than blanks", text -> !text.isBlank());
  }

  static Scalar<Secret> secret(String must, Predicate<String> fits) {
    return new Scalar<>(
        text -> fits.test(text) ? new Fits<>(new Secret(text.strip())) : new Misfit<>(must),
        Schema.text(),
        true);
  }

  static Scalar<Boolean> flag() {
    return Scalar.of(
        Schema.flag(),
        text ->
            switch (text) {
              case "true" -> new Fits<>(true);
              case "false" -> new Fits<>(false);
              default -> new Misfit<>("be true or false");
            });
  }

  static Scalar<Integer> whole(int min, int max) {
    return Scalar.of(
        Schema.whole(min, max),
        text -> {
          var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
          return number >= min && number <= max
              ? new Fits<>(number)
              : new Misfit<>("be a whole number from %d to %d".formatted(min, max));
        });
  }

  /// A decimal number, zero or more.
  static Scalar<BigDecimal> number() {
    return Scalar.of(
        Schema.text(),
        text ->
            text.matches("\\d{1,18}(\\.\\d{1,9})?")
                ? new Fits<>(new BigDecimal(text))
                : new Misfit<>("be a number, zero or more"));
  }

  /// A share of a whole in percent, above 0 and at most 100.
  static Scalar<BigDecimal> share() {
    return Scalar.of(
        Schema.matching("\\d{1,3}(\\.\\d{1,4})?%"),
        text -> {
          var digits = text.matches("\\d{1,3}(\\.\\d{1,4})?%") ? text.replace("%", "") : "0";
          var share = new BigDecimal(digits);
          return share.signum() > 0 && share.compareTo(BigDecimal.valueOf(100)) <= 0
              ? new Fits<>(share)
              : new Misfit<>("be a share above 0% and up to 100%, like 80%");
        });
  }

  static Scalar<Path> path() {
    return Scalar.of(
        Schema.text(),
        text -> {
          try {
            return new Fits<>(Path.of(text));
          } catch (InvalidPathException _) {
            return new Misfit<>("be a path");
          }
        });
  }

  /// A constant by its lower-case word.
  static <E extends Enum<E>> Scalar<E> word(Class<E> type) {
    var meanings = new LinkedHashMap<String, E>();
    for (var constant : type.getEnumConstants()) {
      meanings.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return word(meanings);
  }

  /// One of a few words that stand for themselves.
  static Scalar<String> word(List<String> words) {
    var meanings = new LinkedHashMap<String, String>();
    words.forEach(word -> meanings.put(word, word));
    return word(meanings);
  }

  static <T> Scalar<T> word(Map<String, T> meanings) {
    return Scalar.of(
        Schema.words(meanings.keySet()), text -> lookup(text, meanings, "be a known word"));
  }

  /// A name of something declared elsewhere, which editors can't know.
  static <T> Scalar<T> name(String what, Map<String, T> known) {
    return Scalar.of(Schema.text(), text -> lookup(text, known, "be " + what));
  }

  private static <T> Parsed<T> lookup(String text, Map<String, T> known, String must) {
    var value = known.get(text);
    if (value != null) {
      return new Fits<>(value);
    }
    return new Misfit<>(must, Problems.hint(text, known.keySet()));
  }
}
