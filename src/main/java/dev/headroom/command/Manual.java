package dev.headroom.command;

import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How commands are typed, in words: made from their grammars, so that it is never out of date.
public final class Manual {

  private Manual() {}

  /// Help for one command.
  public static Message of(Grammar grammar) {
    return page("/" + grammar.name(), grammar.description(), List.of(grammar));
  }

  /// Help for all of them.
  public static Message of(List<Grammar> grammars) {
    return page("Headroom", "How much AI quota and money is left.", grammars);
  }

  /// One line: `/quota [account | provider | owner | all]`.
  public static String usage(Grammar grammar, Grammar.Form form) {
    var words = new ArrayList<String>();
    words.add("/" + grammar.name());
    if (!form.name().isEmpty()) {
      words.add(form.name());
    }
    form.parameters().forEach(parameter -> words.add(placeholder(parameter)));
    return String.join(" ", words);
  }

  /// What may stand for a parameter, without brackets.
  static String options(Grammar.Parameter parameter) {
    return switch (parameter.kind()) {
      case SCOPE -> "account | provider | owner | all";
      case FAMILY -> parameter.name() + " [model family]";
      case CHOICE -> String.join(" | ", parameter.choices());
      case AMOUNT -> "amount";
      case PERCENTS -> "warn at %";
    };
  }

  private static String placeholder(Grammar.Parameter parameter) {
    var options = options(parameter);
    return parameter.required() ? "<" + options + ">" : "[" + options + "]";
  }

  private static Message page(String title, String opening, List<Grammar> grammars) {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title));
    blocks.add(new Block.Text(Prose.of(opening)));
    for (var grammar : grammars) {
      grammar.forms().forEach(form -> blocks.add(entry(grammar, form)));
    }
    blocks.add(
        new Block.Note(
            Prose.of("The words may come in any order. An owner is typed ")
                .code("owner:name")
                .words(", a provider also ")
                .code("provider:name")
                .words(".")));
    var names =
        grammars.stream().map(grammar -> "/" + grammar.name()).collect(Collectors.joining(", "));
    return new Message("How to use " + names, Tone.NEUTRAL, blocks, List.of());
  }

  private static Block entry(Grammar grammar, Grammar.Form form) {
    return new Block.Text(Prose.of("").code(usage(grammar, form)).words("\n" + form.description()));
  }
}
