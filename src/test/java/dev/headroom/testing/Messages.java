package dev.headroom.testing;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Messages as commands and alerts word them, one of each kind, for every platform to render.
public final class Messages {

  public static final Instant NOW = Instant.parse("2026-11-21T13:05:00Z");

  private Messages() {}

  public static Message quota() {
    return new Message(
        "Quota: groq-free exhausted, openai-prod at 92%",
        Tone.EXHAUSTED,
        List.of(
            new Block.Title("Quota: 1 exhausted, 1 critical"),
            new Block.Bars(
                List.of(
                    bar("groq-free", "104", Tone.EXHAUSTED),
                    bar("openai-prod", "92", Tone.CRITICAL),
                    bar("anthropic-prod", "74.4", Tone.WARNING),
                    bar("mistral-dev", "0.2", Tone.GOOD),
                    bar("an-account-with-a-very-long-name", "0", Tone.GOOD),
                    new Bar("deepseek-eval", Optional.empty(), "no reading", Tone.UNKNOWN))),
            new Block.Text(
                Prose.of("⛔ ")
                    .strong("groq-free")
                    .words(" ")
                    .when("back", Instant.parse("2026-11-22T00:00:00Z"), Style.DATE_TIME)
                    .words("\n🔴 ")
                    .strong("openai-prod")
                    .words(" 160k tokens left, ")
                    .when("resets", Instant.parse("2026-11-21T15:20:00Z"), Style.TIME)),
            new Block.Note(Prose.of("").when("As of", NOW, Style.DATE_TIME))),
        List.of(
            new Button("Share here", "quota", "", Effect.SHARE),
            new Button("Refresh", "quota", "", Effect.REPLACE),
            new Button("Details", "quota", "groq-free", Effect.REPLY)));
  }

  public static Message alert() {
    return new Message(
        "openai-prod: 92% of tokens used",
        Tone.CRITICAL,
        List.of(
            new Block.Title("openai-prod: 92% of tokens used"),
            new Block.Text(
                Prose.of("")
                    .strong("1.84M of 2.00M tokens")
                    .words(", 160k left. At this pace it runs out ")
                    .when("", Instant.parse("2026-11-21T14:10:00Z"), Style.DATE_TIME)
                    .words(".")),
            new Block.Note(Prose.of("critical from 90% · rule ").code("tokens-critical"))),
        List.of(new Button("Details", "quota", "openai-prod", Effect.REPLY)));
  }

  public static Message history() {
    return new Message(
        "Spend, last 3 days: $6.50",
        Tone.NEUTRAL,
        List.of(
            new Block.Title("Spend, last 3 days"),
            new Block.Text(Prose.of("").strong("$6.50").words(" in total; most: Groq.")),
            chart(),
            new Block.Note(Prose.of("Days in UTC"))),
        List.of(new Button("30 days", "quota-history", "all cost 30d", Effect.REPLACE)));
  }

  /// A sentence that asks for attention.
  public static Message text(String words) {
    return new Message("words", Tone.WARNING, List.of(new Block.Text(Prose.of(words))), List.of());
  }

  public static Chart chart() {
    return chart("Bars: spend per day, 2.50 to 4 dollars");
  }

  /// The same chart, found to say something else.
  public static Chart chart(String alt) {
    var slots =
        List.of(
            Instant.parse("2026-11-19T00:00:00Z"),
            Instant.parse("2026-11-20T00:00:00Z"),
            Instant.parse("2026-11-21T00:00:00Z"));
    var values =
        List.of(
            Optional.of(new BigDecimal("2.50")),
            Optional.<BigDecimal>empty(),
            Optional.of(new BigDecimal("4")));
    return new Chart(
        alt,
        "USD",
        Chart.Step.DAY,
        slots,
        List.of(new Chart.Layer("groq", values)),
        Optional.empty());
  }

  public static Message table() {
    return new Message(
        "Budgets",
        Tone.GOOD,
        List.of(
            new Block.Title("Budgets"),
            new Block.Table(
                List.of("For", "Spent", "Limit"),
                List.of(
                    List.of("openai-prod", "$325.00", "$500.00"),
                    List.of("owner:platform-team & friends", "$1,250.10", "$2,000.00"),
                    List.of("東京", "$9.00", "–")))),
        List.of());
  }

  public static Message hostile() {
    return new Message(
        "<!channel> @channel <@U0ADA> & co",
        Tone.WARNING,
        List.of(
            new Block.Title("<!here> *title*\n@everyone"),
            new Block.Text(
                Prose.of("<!here> <@U0ADA> <https://evil.example|click> @Here a & b ")
                    .strong("bo*ld <b>\nnext")
                    .code("co`de")
                    .when("re|sets> ^{time}", NOW, Style.DATE)),
            new Block.Bars(List.of(bar("```<!here>", "5", Tone.GOOD))),
            new Block.Note(Prose.of("@channel"))),
        List.of(new Button("@channel", "quota", "<!here>", Effect.REPLY)));
  }

  /// A line of a quota answer.
  public static Bar bar(String name, String percent, Tone tone) {
    return new Bar(name, Optional.of(new BigDecimal(percent)), "", tone);
  }
}
