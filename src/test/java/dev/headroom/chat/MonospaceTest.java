package dev.headroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Bar;
import dev.headroom.message.Tone;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MonospaceTest {

  @Test
  void alignsNamesPercentsAndBarsInThirtyColumns() {
    var bars =
        List.of(
            bar("groq-free", "100"),
            bar("openai-prod", "92"),
            bar("anthropic-production", "74"),
            bar("mistral-dev", "5.4"),
            new Bar("deepseek-eval", Optional.empty(), "no reading", Tone.UNKNOWN));

    assertThat(Monospace.bars(bars, 30))
        .isEqualTo(
            """
            groq-free      100% ██████████
            openai-prod     92% █████████░
            anthropic-pro…  74% ███████░░░
            mistral-dev      5% █░░░░░░░░░
            deepseek-eval    ?  no reading\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0%, ░░░░░░░░░░",
    "0.01, <1%, █░░░░░░░░░",
    "0.5, 1%, █░░░░░░░░░",
    "4.9, 5%, █░░░░░░░░░",
    "55, 55%, ██████░░░░",
    "96, 96%, █████████░",
    "99.99, 99%, █████████░",
    "100, 100%, ██████████",
    "100.9, 100%, ██████████",
    "640, 640%, ██████████",
    "12345, 999+, ██████████",
    "-3, 0%, ░░░░░░░░░░"
  })
  void isFullOnlyFromAHundredAndEmptyOnlyAtZero(BigDecimal share, String percent, String cells) {
    assertThat(Monospace.percent(share)).isEqualTo(percent);
    assertThat(Monospace.cells(share)).isEqualTo(cells);
  }

  @Property(seed = "7")
  void isAlwaysThirtyColumnsWide(
      @ForAll String name, @ForAll @BigRange(min = "-1", max = "2000") BigDecimal share) {
    var line = Monospace.bars(List.of(new Bar(name, Optional.of(share), "", Tone.NEUTRAL)), 30);

    assertThat(Columns.of(line)).isEqualTo(30);
    assertThat(line).doesNotContain("\n");
  }

  @Test
  void countsWideCharactersAsTwoColumns() {
    var line = Monospace.bars(List.of(bar("本番アカウント予備", "50")), 30);

    assertThat(line).isEqualTo("本番アカウン…   50% █████░░░░░");
  }

  @Test
  void alignsWordsLeftAndNumbersRight() {
    var table =
        Monospace.table(
            List.of("Account", "Plan", "Today", "Month"),
            List.of(
                List.of("openai-prod", "tier 4", "$15.24", "$639.67"),
                List.of("groq", "free", "–", "$0.00")),
            40);

    assertThat(table)
        .isEqualTo(
            """
            Account      Plan     Today    Month
            openai-prod  tier 4  $15.24  $639.67
            groq         free         –    $0.00\
            """);
  }

  @Test
  void narrowsWordsButNeverNumbers() {
    var table =
        Monospace.table(
            List.of("Model", "Tokens"),
            List.of(List.of("claude-sonnet-4-5-20250929", "12,345,678 in 3 days")),
            30);

    assertThat(table)
        .isEqualTo(
            """
            Model                   Tokens
            claude-…  12,345,678 in 3 days\
            """);
  }

  @Test
  void leavesOutAHeaderWithoutWords() {
    assertThat(Monospace.table(List.of("", ""), List.of(List.of("every", "5 min")), 30))
        .isEqualTo("every  5 min");
  }

  private static Bar bar(String name, String percent) {
    return new Bar(name, Optional.of(new BigDecimal(percent)), "", Tone.NEUTRAL);
  }
}
