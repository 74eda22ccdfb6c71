package dev.headroom.config;

import dev.headroom.usage.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The mistakes found so far in one file. Reading goes on after each, so that all are told at once.
final class Problems {

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Yaml at, String text) {
    add(at.line(), at.path(), text);
  }

  void add(int line, String path, String text) {
    var problem = new Problem(file, line, path, text);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// All of them, in the order of the file.
  List<Problem> all() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  /// What to say after an unknown word: its neighbour, or the words there are.
  static String hint(String word, Collection<String> known) {
    var all = known.stream().sorted().collect(Collectors.joining(", "));
    return Suggestion.closest(word, known)
        .map("; did you mean \"%s\"?"::formatted)
        .orElse(all.isEmpty() || known.size() > 30 ? "" : "; there are: " + all);
  }
}
