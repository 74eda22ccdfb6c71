package dev.headroom.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {

  private static final List<String> KNOWN =
      List.of("all", "anthropic", "cost", "openai", "openai-prod", "requests");

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "antropic,anthropic",
    "anthorpic,anthropic",
    "ANTHROPIC,anthropic",
    "openia,openai",
    "opnai,openai",
    "openai-prd,openai-prod",
    "openai-p,openai-prod",
    "requets,requests",
    "req,requests",
    "csot,cost"
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertThat(Suggestion.closest(typed, KNOWN)).contains(meant);
  }

  @ParameterizedTest(name = "{0} means nothing known")
  @CsvSource({"mistral", "x", "zzzz", "' '", "re"})
  void keepsQuietAboutWhatIsFar(String typed) {
    assertThat(Suggestion.closest(typed, KNOWN)).isEmpty();
  }

  @Test
  void takesTheFirstOfEqualsByTheAlphabet() {
    assertThat(Suggestion.closest("team-c", List.of("team-b", "team-a"))).contains("team-a");
  }

  @Test
  void hasNothingToOfferWhereNothingIsKnown() {
    assertThat(Suggestion.closest("openai", List.of())).isEmpty();
  }

  @Property(tries = 300, seed = "19")
  void aKnownWordIsItsOwnNeighbour(
      @ForAll @AlphaChars @StringLength(min = 1, max = 64) String word) {
    assertThat(Suggestion.closest(word, List.of(word))).contains(word);
  }

  @Property(tries = 300, seed = "20")
  void whateverIsTypedTheAnswerIsAKnownWord(@ForAll String typed) {
    assertThat(KNOWN).containsAll(Suggestion.closest(typed, KNOWN).stream().toList());
  }
}
