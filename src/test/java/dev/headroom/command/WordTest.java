package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class WordTest {

  @Test
  void splitsAtBlanksOfAnyKind() {
    assertThat(Word.split(" a\t b\u00a0c\n"))
        .containsExactly(new Word("a", false), new Word("b", false), new Word("c", false));
  }

  @Test
  void keepsQuotedWordsTogether() {
    assertThat(Word.split("set “owner:my team” 'x' \"open end"))
        .containsExactly(
            new Word("set", false),
            new Word("owner:my team", true),
            new Word("x", true),
            new Word("open end", true));
  }

  @Test
  void knowsNoEmptyWords() {
    assertThat(Word.split("\"\" '  ' ")).isEmpty();
  }

  @Property(tries = 500, seed = "14")
  void losesNoLetter(@ForAll String line) {
    var all = Word.split(line).stream().map(Word::text).reduce("", String::concat);

    assertThat(letters(all)).isEqualTo(letters(line));
  }

  private static String letters(String text) {
    return text.replaceAll("[^a-zA-Z0-9]", "");
  }
}
