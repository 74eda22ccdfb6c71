package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Bar;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Span.Style;
import dev.headroom.message.Tone;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EngineJsonTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final Prose PROSE =
      Prose.of("words").strong("strong").code("code").when("resets", NOON, Style.TIME);

  @Test
  void readsBackEveryKindOfBlock() {
    var message =
        new Message(
            "summary",
            Tone.CRITICAL,
            List.of(
                new Block.Title("title"),
                new Block.Text(PROSE),
                new Block.Bars(
                    List.of(
                        new Bar("a", Optional.of(new BigDecimal("92.50")), "", Tone.CRITICAL),
                        new Bar("b", Optional.empty(), "no reading", Tone.UNKNOWN))),
                new Block.Table(List.of("head"), List.of(List.of("cell"))),
                new Block.Note(PROSE),
                new Chart(
                    "alt",
                    "USD",
                    Chart.Step.DAY,
                    List.of(NOON),
                    List.of(new Chart.Layer("a", List.of(Optional.of(new BigDecimal("1.50"))))),
                    Optional.empty())),
            List.of(new Button("Details", "quota", "a", Button.Effect.REPLY)));

    assertThat(EngineJson.read(EngineJson.write(message), Message.class)).isEqualTo(message);
  }
}
