package dev.headroom.command;

import dev.headroom.command.Parsed.Help;
import dev.headroom.command.Parsed.Misread;
import dev.headroom.command.Parsed.Understood;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells the words of a command apart by what they look like, so that their order does not matter.
///
/// A word that is one of a parameter's choices is that choice, even if an account is called so; in
/// quotes it is a name. `help` is help.
public final class Parser {

  private Parser() {}

  /// Reads what stood behind the command's name.
  public static Parsed parse(Grammar grammar, String text) {
    var words = Word.split(text);
    if (isHelp(words)) {
      return new Help();
    }
    var only = grammar.form("");
    if (only.isPresent()) {
      return fill(grammar, only.get(), words);
    }
    if (words.isEmpty()) {
      return withoutWords(grammar);
    }
    var name = words.getFirst().text().toLowerCase(Locale.ROOT);
    var rest = words.subList(1, words.size());
    return grammar
        .form(name)
        .map(form -> isHelp(rest) ? new Help() : fill(grammar, form, rest))
        .orElseGet(() -> unknownForm(grammar, name));
  }

  /// Checks what a platform has already told apart.
  public static Parsed check(Grammar grammar, String name, Map<String, String> values) {
    var form = grammar.form(name);
    if (form.isEmpty()) {
      return unknownForm(grammar, name);
    }
    if (values.values().stream().anyMatch(Parser::isHelp)) {
      return new Help();
    }
    var known = new HashMap<String, String>();
    for (var parameter : form.get().parameters()) {
      var value = Optional.ofNullable(values.get(parameter.name())).map(String::strip).orElse("");
      if (!value.isEmpty()) {
        var choice = parameter.kind() == Grammar.Kind.CHOICE;
        known.put(parameter.name(), choice ? value.toLowerCase(Locale.ROOT) : value);
      }
    }
    return complete(grammar, form.get(), known);
  }

  private static boolean isHelp(List<Word> words) {
    return words.size() == 1 && !words.getFirst().quoted() && isHelp(words.getFirst().text());
  }

  private static boolean isHelp(String word) {
    return List.of("help", "-h", "--help", "?").contains(word.strip().toLowerCase(Locale.ROOT));
  }

  private static Parsed withoutWords(Grammar grammar) {
    return grammar.forms().stream()
        .filter(form -> form.parameters().stream().noneMatch(Grammar.Parameter::required))
        .findFirst()
        .<Parsed>map(form -> new Understood(form.name(), Map.of()))
        .orElseGet(Help::new);
  }

  private static Parsed fill(Grammar grammar, Grammar.Form form, List<Word> words) {
    var slots = new Slots(form);
    return slots
        .fill(words)
        .<Parsed>map(sentence -> misread(grammar, form, sentence))
        .orElseGet(() -> complete(grammar, form, slots.values()));
  }

  private static Parsed complete(Grammar grammar, Grammar.Form form, Map<String, String> values) {
    var missing =
        form.parameters().stream()
            .filter(it -> it.required() && !values.containsKey(it.name()))
            .toList();
    if (!missing.isEmpty()) {
      return misread(grammar, form, Misplaced.missing(missing));
    }
    for (var parameter : form.parameters()) {
      var value = values.get(parameter.name());
      if (value != null
          && parameter.kind() == Grammar.Kind.CHOICE
          && !parameter.choices().contains(value)) {
        var hint = Problem.didYouMean(value, parameter.choices());
        return misread(grammar, form, Problem.quote(value) + " means nothing here." + hint);
      }
    }
    return new Understood(form.name(), values);
  }

  private static Parsed unknownForm(Grammar grammar, String name) {
    var names = grammar.forms().stream().map(Grammar.Form::name).toList();
    var known = " It has " + String.join(", ", names) + ".";
    var hint = Problem.didYouMean(name, names);
    return new Misread(
        Problem.of(
            "/%s has no %s.%s"
                .formatted(grammar.name(), Problem.quote(name), hint.isEmpty() ? known : hint),
            "/" + grammar.name() + " help"));
  }

  private static Misread misread(Grammar grammar, Grammar.Form form, String sentence) {
    return new Misread(Problem.of(sentence, Manual.usage(grammar, form)));
  }
}
