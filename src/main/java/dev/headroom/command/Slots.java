package dev.headroom.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The parameters of a form while words are put into them.
final class Slots {

  private static final Set<String> FILLERS = Set.of("warn", "at", "warn-at", "and", "for");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<before>[a-zA-Z]*) ?[-+]?\\p{Sc}? ?[-+]?[0-9.,][0-9.,'_]* ?\\p{Sc}? ?"
              + "(?<behind>[a-zA-Z]*)");

  private static final String DIGITS = "[0-9][0-9.,'_]*";

  private static final Pattern SPAN = Pattern.compile("[0-9]{1,4}[hdwmy]");

  private final Grammar.Form form;
  private final Map<String, String> values = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private boolean shareExpected;
  private int familyAt = -1;

  Slots(Grammar.Form form) {
    this.form = form;
  }

  /// What the words are, by parameter.
  Map<String, String> values() {
    return values;
  }

  /// Takes every word; gives a sentence about the one that has no place.
  Optional<String> fill(List<Word> words) {
    for (var at = 0; at < words.size(); at++) {
      var word = words.get(at);
      if (word.quoted()) {
        names.add(word.text());
        continue;
      }
      var next = at + 1 < words.size() ? words.get(at + 1).text() : "";
      var joined = joined(word.text(), next);
      if (joined.isPresent()) {
        at++;
      }
      var problem = place(joined.orElse(word.text()));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return placeNames();
  }

  private Optional<String> place(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    var choice =
        form.parameters().stream()
            .filter(parameter -> parameter.choices().contains(lower))
            .findFirst();
    if (choice.isPresent()) {
      return put(choice.get(), lower);
    }
    var span = likeAChoice(lower);
    if (span.isPresent()) {
      var choices = String.join(", ", span.get().choices());
      return Optional.of(Problem.quote(word) + " is none of " + choices + ".");
    }
    if (find(Grammar.Kind.FAMILY).filter(it -> it.name().equals(lower)).isPresent()) {
      familyAt = names.size();
      return Optional.empty();
    }
    var shares = find(Grammar.Kind.PERCENTS);
    if (shares.isPresent() && FILLERS.contains(lower)) {
      shareExpected = true;
      return Optional.empty();
    }
    if (shares.isPresent() && isShare(lower)) {
      values.merge(shares.get().name(), word, (before, after) -> before + "," + after);
      return Optional.empty();
    }
    var amount = find(Grammar.Kind.AMOUNT);
    if (amount.isPresent() && isAmount(word)) {
      return put(amount.get(), word);
    }
    names.add(word);
    return Optional.empty();
  }

  private boolean isShare(String word) {
    var numeric = word.matches("[-+0-9.,%]*[0-9][-+.,%]*");
    return numeric && (shareExpected || word.indexOf('%') >= 0);
  }

  /// `500 USD`, `500 €` and both the other way round, and `80 %`, as one word.
  private Optional<String> joined(String word, String next) {
    if (find(Grammar.Kind.AMOUNT).isEmpty()) {
      return Optional.empty();
    }
    if (word.matches(DIGITS) && next.equals("%")) {
      return Optional.of(word + next);
    }
    var isAmount =
        (word.matches("\\p{Sc}?" + DIGITS) && isCurrency(next))
            || (isCurrency(word) && next.matches(DIGITS));
    return isAmount ? Optional.of(word + " " + next) : Optional.empty();
  }

  /// A number alone, or with a currency before or behind it; or with letters that people put there.
  private static boolean isAmount(String word) {
    var number = NUMBER.matcher(word);
    if (!number.matches()) {
      return false;
    }
    var letters = (number.group("before") + number.group("behind")).strip();
    return letters.isEmpty() || letters.matches("[kKmM]") || isCode(letters);
  }

  private static boolean isCurrency(String word) {
    return word.matches("\\p{Sc}") || isCode(word);
  }

  /// `all` is a scope before it is a currency.
  private static boolean isCode(String word) {
    return !word.equalsIgnoreCase("all") && Figures.isCurrency(word);
  }

  private Optional<String> put(Grammar.Parameter parameter, String value) {
    var before = values.put(parameter.name(), value);
    return before == null || before.equals(value)
        ? Optional.empty()
        : Optional.of(
            "Take one of %s and %s.".formatted(Problem.quote(before), Problem.quote(value)));
  }

  /// The name behind the parameter's own word is the family, or else the first that is no plain
  /// scope like `owner:team`; without any its value is empty.
  private void placeFamily(Grammar.Parameter family) {
    var behind = names.subList(familyAt, names.size()).stream();
    var name = Stream.concat(behind, names.stream()).filter(it -> it.indexOf(':') < 0).findFirst();
    name.ifPresent(names::remove);
    values.put(family.name(), name.orElse(""));
  }

  private Optional<String> placeNames() {
    if (familyAt >= 0) {
      find(Grammar.Kind.FAMILY).ifPresent(this::placeFamily);
    }
    var scope = find(Grammar.Kind.SCOPE);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (scope.isPresent() && names.size() == 1) {
      return put(scope.get(), names.getFirst());
    }
    return Optional.of(new Misplaced(form, values.keySet(), shareExpected).sentence(names));
  }

  /// A word like `60d` where the form has such words, but not this one.
  private Optional<Grammar.Parameter> likeAChoice(String word) {
    return SPAN.matcher(word).matches()
        ? form.parameters().stream()
            .filter(it -> it.choices().stream().anyMatch(SPAN.asMatchPredicate()))
            .findFirst()
        : Optional.empty();
  }

  private Optional<Grammar.Parameter> find(Grammar.Kind kind) {
    return form.parameters().stream().filter(it -> it.kind() == kind).findFirst();
  }
}
