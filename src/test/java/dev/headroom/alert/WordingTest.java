package dev.headroom.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Span.Style;
import dev.headroom.message.Tone;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordingTest {

  private static final Quota TOKENS =
      Quota.named("Tokens", "tokens")
          .withLimit(new BigDecimal("2000000"))
          .withResetsAt(Story.NOON.plus(Duration.ofHours(2)));

  private final Story story = new Story();

  @Test
  void tellsTheFactItsMeaningAndItsSource() {
    var decision = story.reads(TOKENS.withUsed(new BigDecimal("1840000"))).getFirst();

    var message = Wording.of(((Decision.Speak) decision).notice());

    assertThat(message.summary()).isEqualTo("openai-prod: 92% of tokens used");
    assertThat(message.tone()).isEqualTo(Tone.CRITICAL);
    assertThat(message.blocks())
        .containsExactly(
            new Block.Title("openai-prod: 92% of tokens used"),
            new Block.Text(
                Prose.of("")
                    .strong("1.84M of 2M tokens")
                    .words(", 160k left")
                    .words("; ")
                    .when("resets", Story.NOON.plus(Duration.ofHours(2)), Style.DATE_TIME)
                    .words(".")),
            new Block.Note(
                Prose.of("critical from 90% · rule ")
                    .code("quota")
                    .words(" · ")
                    .when("as of", Story.NOON, Style.DATE_TIME)));
    assertThat(message.buttons()).extracting("label").containsExactly("Details", "History");
  }

  @Test
  void tellsTheEndInGreenWithItsHistoryAndWithoutButtons() {
    story.reads(TOKENS.withUsed(new BigDecimal("1840000")));
    var decision =
        story
            .minutes(135)
            .reads(
                TOKENS.withUsed(BigDecimal.ZERO).withResetsAt(Story.NOON.plus(Duration.ofHours(9))))
            .getFirst();

    var message = Wording.of(((Decision.End) decision).notice().orElseThrow());

    assertThat(message.tone()).isEqualTo(Tone.GOOD);
    assertThat(message.blocks().getFirst())
        .isEqualTo(new Block.Title("openai-prod: 0% of tokens used"));
    assertThat(message.blocks().getLast())
        .isEqualTo(
            new Block.Note(
                Prose.of("reset · ")
                    .when("fired", Story.NOON, Style.DATE_TIME)
                    .words(", lasted 2 h 15 min, peak 92%")));
    assertThat(message.buttons()).isEmpty();
  }

  @Test
  void saysWhoMustActWhenAKeyIsRefused() {
    var decision = story.fails(Failure.Kind.AUTH).getFirst();

    var message = Wording.of(((Decision.Speak) decision).notice());

    assertThat(message.blocks().subList(0, 2))
        .isEqualTo(
            List.of(
                new Block.Title("openai-prod: key refused"),
                new Block.Text(Prose.of("No answer. Someone must renew the credential."))));
  }

  /// It may never have been read, so there need be no numbers of before.
  @Test
  void promisesNoEarlierNumbersOfAnAccountThatFails() {
    story.fails(Failure.Kind.UNREACHABLE);
    story.fails(Failure.Kind.UNREACHABLE);
    var decision = story.fails(Failure.Kind.UNREACHABLE).getFirst();

    var message = Wording.of(((Decision.Speak) decision).notice());

    assertThat(message.blocks().get(1))
        .isEqualTo(
            new Block.Text(
                Prose.of(
                    "No answer. It failed 3 times in a row. It is asked again by itself; until it"
                        + " answers, nothing newer is known.")));
  }

  @Test
  void namesWhatIsNoLongerMeasured() {
    story.reads("95");
    var decision = story.retires().getFirst();

    Message message = Wording.of(((Decision.End) decision).notice().orElseThrow());

    assertThat(message.summary()).isEqualTo("openai-prod: tokens no longer measured");
  }
}
