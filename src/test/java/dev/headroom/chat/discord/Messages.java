package dev.headroom.chat.discord;

import dev.headroom.message.Bar;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Button.Effect;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Span.Style;
import dev.headroom.message.Tone;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Messages as commands and alerts word them.
final class Messages {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Messages() {}

  static Message quota() {
    return new Message(
        "Quota: 1 exhausted, 1 critical",
        Tone.CRITICAL,
        List.of(
            new Block.Title("Quota: 1 exhausted, 1 critical"),
            new Block.Bars(
                List.of(
                    bar("groq-free", "100", Tone.EXHAUSTED),
                    bar("openai-prod", "92", Tone.CRITICAL),
                    bar("anthropic-prod", "74.4", Tone.WARNING),
                    bar("gemini-batch", "0", Tone.GOOD),
                    new Bar("deepseek-eval", Optional.empty(), "no reading", Tone.UNKNOWN))),
            new Block.Text(
                new Prose(List.of())
                    .words("⛔ ")
                    .strong("groq-free")
                    .words(", ")
                    .when("back", NOON.plus(Duration.ofHours(10)), Style.TIME)),
            new Block.Text(
                new Prose(List.of())
                    .words("⚪ ")
                    .strong("deepseek-eval")
                    .words(" refused its key; replace ")
                    .code("DEEPSEEK_KEY")),
            new Block.Note(new Prose(List.of()).when("as of", NOON, Style.DATE_TIME))),
        List.of(
            new Button("Refresh", "quota", "all", Effect.REPLACE),
            new Button("Details", "quota-history", "", Effect.REPLY),
            new Button("Share", "quota", "all", Effect.SHARE)));
  }

  static Message history() {
    return new Message(
        "Spend, last 3 days: $60",
        Tone.NEUTRAL,
        List.of(
            new Block.Title("Spend, last 3 days"),
            new Block.Text(new Prose(List.of()).strong("$60").words(" in total.")),
            chart("$60 in 3 days, most of it Groq's"),
            new Block.Table(
                List.of("account", "spent"),
                List.of(List.of("groq-free", "$40.00"), List.of("openai-prod", "$20.00"))),
            new Block.Note(Prose.of("days in UTC"))),
        List.of());
  }

  static Chart chart(String alt) {
    return new Chart(
        alt,
        "USD",
        Chart.Step.DAY,
        List.of(NOON),
        List.of(new Chart.Layer("groq", List.of(Optional.of(BigDecimal.TEN)))),
        Optional.empty());
  }

  static Message text(String words) {
    return new Message("words", Tone.WARNING, List.of(new Block.Text(Prose.of(words))), List.of());
  }

  private static Bar bar(String name, String percent, Tone tone) {
    return new Bar(name, Optional.of(new BigDecimal(percent)), "", tone);
  }
}
