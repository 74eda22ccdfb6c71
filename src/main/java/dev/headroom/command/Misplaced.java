package dev.headroom.command;

import dev.headroom.command.Grammar.Kind;
import dev.headroom.command.Grammar.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to say of names that are more than a form takes: one of them was meant as something else,
/// most likely as what is missing.
///
/// @param filled the parameters that have a value
record Misplaced(Grammar.Form form, Set<String> filled, boolean shareExpected) {

  /// How most accounts are called and no other word is.
  private static final Pattern LIKE_AN_ACCOUNT = Pattern.compile(".*[-:0-9].*");

  private static final Pattern LIKE_AN_AMOUNT = Pattern.compile("[-+]?[0-9.].*|.*\\p{Sc}.*");

  String sentence(List<String> names) {
    var choices = form.parameters().stream().flatMap(Misplaced::words).toList();
    for (var name : names) {
      var hint = Problem.didYouMean(name, choices);
      if (!hint.isEmpty()) {
        return Problem.quote(name) + " means nothing here." + hint;
      }
    }
    var missing =
        form.parameters().stream()
            .filter(it -> it.required() && it.kind() != Kind.SCOPE)
            .filter(it -> !filled.contains(it.name()))
            .toList();
    var rest = Problem.quote(rest(names));
    if (missing.stream().anyMatch(it -> it.kind() == Kind.AMOUNT)) {
      return rest + Amounts.UNREADABLE;
    }
    var sharesMissing =
        form.parameters().stream()
            .anyMatch(it -> it.kind() == Kind.PERCENTS && !filled.contains(it.name()));
    if (shareExpected && sharesMissing) {
      return rest + Amounts.NO_SHARE;
    }
    return missing.isEmpty()
        ? Problem.quote(names.getLast()) + " is one word too many."
        : rest + " means nothing here. " + missing(missing);
  }

  /// "One word is missing: amount. Write it like 500, $500, 500 USD or 1,000.50."
  static String missing(List<Parameter> missing) {
    var options = missing.stream().map(Manual::options).collect(Collectors.joining(", and "));
    var start = missing.size() == 1 ? "One word is missing: " : "Words are missing: ";
    var amount = missing.stream().anyMatch(it -> it.kind() == Kind.AMOUNT);
    return start + options + (amount ? ". " + Amounts.FORMS : ".");
  }

  /// The names without the one that is most likely the scope, which no number begins.
  private static String rest(List<String> names) {
    var plain = names.stream().filter(name -> !LIKE_AN_AMOUNT.matcher(name).matches()).toList();
    var likely = plain.isEmpty() ? names : plain;
    var scope =
        likely.stream()
            .filter(name -> LIKE_AN_ACCOUNT.matcher(name).matches())
            .findFirst()
            .orElse(likely.getFirst());
    var rest = new ArrayList<>(names);
    rest.remove(scope);
    return String.join(" ", rest);
  }

  private static Stream<String> words(Parameter parameter) {
    return parameter.kind() == Kind.FAMILY
        ? Stream.of(parameter.name())
        : parameter.choices().stream();
  }
}
