package dev.headroom.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// "Did you mean": the known word that an unknown one most likely stands for.
public final class Suggestion {

  /// Longer words are not typed by people; they cost time and gain nothing.
  private static final int LONGEST = 64;

  private Suggestion() {}

  /// The known word nearest to `typed`, if any is near: one slip in three letters, or a beginning
  /// of at least three. Case does not matter; among equals the alphabet decides.
  public static Optional<String> closest(String typed, Collection<String> known) {
    var word = typed.strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty() || word.length() > LONGEST) {
      return Optional.empty();
    }
    var allowed = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> candidate.length() <= LONGEST)
        .map(candidate -> new Candidate(candidate, cost(word, candidate.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.cost() <= allowed)
        .filter(candidate -> candidate.cost() < word.length())
        .min(Comparator.comparingInt(Candidate::cost).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  private record Candidate(String word, int cost) {}

  private static int cost(String typed, String known) {
    var distance = distance(typed, known);
    var begins = typed.length() >= 3 && known.startsWith(typed);
    return begins ? Math.min(1, distance) : distance;
  }

  /// How many letters to add, drop, change or swap with a neighbour (optimal string alignment).
  private static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, rows);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] rows) {
    var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    var best =
        Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1));
    var swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
