package dev.headroom.chat.console;

import dev.headroom.chat.Inbox;
import dev.headroom.command.Grammar;
import dev.headroom.command.Grammar.Kind;
import dev.headroom.command.Grammar.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// Offers commands first, then the words that a command knows.
record CommandCompleter(Inbox inbox) implements Completer {

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    words(line.words().subList(0, line.wordIndex()), line.word())
        .distinct()
        .map(Candidate::new)
        .forEach(candidates::add);
  }

  /// What may follow the words `before`, where `typed` is begun.
  Stream<String> words(List<String> before, String typed) {
    if (before.isEmpty()) {
      var slash = typed.startsWith("/") ? "/" : "";
      return Stream.concat(inbox.grammars().stream().map(Grammar::name), Stream.of("exit"))
          .map(name -> slash + name);
    }
    var command = before.getFirst().replaceFirst("^/", "");
    return inbox.grammars().stream()
        .filter(grammar -> grammar.name().equals(command))
        .flatMap(grammar -> words(grammar, before.subList(1, before.size()), typed));
  }

  private Stream<String> words(Grammar grammar, List<String> before, String typed) {
    var named = before.isEmpty() ? grammar.form("") : grammar.form(before.getFirst());
    var form = named.or(() -> grammar.form(""));
    if (form.isEmpty()) {
      return grammar.forms().stream().map(Grammar.Form::name);
    }
    var last = before.isEmpty() ? "" : before.getLast();
    return form.get().parameters().stream()
        .filter(parameter -> parameter.kind() == Kind.FAMILY && parameter.name().equals(last))
        .findFirst()
        .map(family -> inbox.complete(Kind.FAMILY, typed).stream())
        .orElseGet(() -> form.get().parameters().stream().flatMap(it -> words(it, typed)));
  }

  private Stream<String> words(Parameter parameter, String typed) {
    return switch (parameter.kind()) {
      case SCOPE -> inbox.complete(Kind.SCOPE, typed).stream();
      case FAMILY -> Stream.of(parameter.name());
      case CHOICE, AMOUNT, PERCENTS -> parameter.choices().stream();
    };
  }
}
