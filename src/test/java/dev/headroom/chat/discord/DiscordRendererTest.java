package dev.headroom.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Button.Effect;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.testing.Golden;
import dev.headroom.testing.Messages;
import dev.headroom.testing.Pool;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DiscordRendererTest {

  @Test
  void showsWhereHeadroomIs() {
    Golden.matches(
        "DiscordRendererTest/best.json", json(Pool.best("claude"), DiscordRendererTest::drawn));
  }

  @Test
  void showsAQuotaAnswer() {
    Golden.matches(
        "DiscordRendererTest/quota.json", json(Messages.quota(), DiscordRendererTest::drawn));
  }

  @Test
  void showsAnAlert() {
    Golden.matches(
        "DiscordRendererTest/alert.json", json(Messages.alert(), DiscordRendererTest::drawn));
  }

  @Test
  void showsATable() {
    Golden.matches(
        "DiscordRendererTest/table.json", json(Messages.table(), DiscordRendererTest::drawn));
  }

  @Test
  void neutralisesWhatCouldPingLinkOrFormat() {
    Golden.matches(
        "DiscordRendererTest/hostile.json", json(Messages.hostile(), DiscordRendererTest::drawn));
  }

  @Test
  void showsAChartAsPictureOfTheEmbed() {
    Golden.matches(
        "DiscordRendererTest/history.json", json(Messages.history(), DiscordRendererTest::drawn));
  }

  @Test
  void saysTheFindingInWordsWhenAChartIsMissing() {
    Golden.matches(
        "DiscordRendererTest/history-in-words.json",
        json(Messages.history(), DiscordRendererTest::undrawn));
  }

  @Test
  void showsASentenceAloneAsEmbedToo() {
    Golden.matches(
        "DiscordRendererTest/problem.json",
        json(
            Message.problem("The database is not there; try again in a minute."),
            DiscordRendererTest::drawn));
  }

  @Test
  void showsTheSummaryOfAMessageWithoutBlocks() {
    var message = new Message("All is well", Tone.GOOD, List.of(), List.of());

    assertThat(description(message)).isEqualTo("All is well");
  }

  @ParameterizedTest
  @EnumSource(Tone.class)
  void startsTheTitleWithTheEmojiOfItsTone(Tone tone) {
    var message = new Message("s", tone, List.of(new Block.Title("Fact")), List.of());

    var title = render(message, DiscordRendererTest::drawn).getEmbeds().getFirst().getTitle();

    assertThat(title).isEqualTo((tone.emoji() + " Fact").strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '"',
      textBlock =
          """
          a*b_c~d             ¦ a\\*b\\_c\\~d
          <@123> and <t:1:R>  ¦ \\<@123\\> and \\<t:1:R\\>
          @everyone, @here    ¦ @\u200beveryone, @\u200bhere
          ada@example.com     ¦ ada@example.com
          ||hidden|| `code`   ¦ \\|\\|hidden\\|\\| \\`code\\`
          # big               ¦ \\# big
          > quoted            ¦ \\> quoted
          - listed            ¦ \\- listed
          [here](https://a.b) ¦ \\[here\\](https://a.b)
          see https://a.b/c_d ¦ see https://a.b/c_d
          back\\slash          ¦ back\\\\slash
          2026-11-21 3.5 < 4  ¦ 2026-11-21 3.5 \\< 4
          """)
  void escapesWhatDiscordWouldTakeForMarkup(String words, String expected) {
    assertThat(description(Messages.text(words))).isEqualTo(expected);
  }

  @Test
  void keepsBackticksInsideCode() {
    var message =
        new Message(
            "s",
            Tone.GOOD,
            List.of(new Block.Text(new Prose(List.of()).code("a`b").words(" ").code("x"))),
            List.of());

    assertThat(description(message)).isEqualTo("`` a`b `` `x`");
  }

  @Test
  void neverLeavesACodeBlockThroughACell() {
    var table = new Block.Table(List.of("name"), List.of(List.of("```@here")));
    var message = new Message("s", Tone.GOOD, List.of(table), List.of());

    assertThat(description(message)).isEqualTo("```\nname\n'''@here\n```");
  }

  @Test
  void mentionsNobody() {
    var mentions =
        render(Messages.text("@everyone"), DiscordRendererTest::drawn)
            .toData()
            .getObject("allowed_mentions");

    assertThat(mentions.getArray("parse").toList()).isEmpty();
  }

  @Test
  void shortensOverlongTextAndSaysSo() {
    var text = description(Messages.text("*".repeat(5000)));

    assertThat(text).hasSizeBetween(4000, 4096).endsWith("\\*…\n" + Description.SHORTENED);
  }

  @Test
  void shortensATableByWholeRowsAndKeepsTheNotes() {
    var rows = Collections.nCopies(500, List.of("openai-prod", "$12.00"));
    var message =
        new Message(
            "s",
            Tone.GOOD,
            List.of(
                new Block.Table(List.of("account", "spent"), rows),
                new Block.Text(Prose.of("after")),
                new Block.Note(Prose.of("days in UTC"))),
            List.of());

    var text = description(message);

    assertThat(text)
        .hasSizeBetween(4000, 4096)
        .endsWith("$12.00\n```\n" + Description.SHORTENED + "\n-# days in UTC")
        .doesNotContain("after");
  }

  @Test
  void shortensTitlesAndLabels() {
    var message =
        new Message(
            "s",
            Tone.CRITICAL,
            List.of(new Block.Title("_".repeat(300))),
            List.of(new Button("x".repeat(100), "quota", "", Effect.REPLY)));

    var data = render(message, DiscordRendererTest::drawn);

    assertThat(data.getEmbeds().getFirst().getTitle()).hasSizeBetween(250, 256).endsWith("_…");
    assertThat(label(data)).hasSize(80).endsWith("x…");
  }

  @Test
  void leavesOutButtonsThatDiscordWouldRefuse() {
    var message =
        new Message(
            "s",
            Tone.GOOD,
            List.of(),
            List.of(
                new Button("Once", "quota", "all", Effect.REPLY),
                new Button("Twice", "quota", "all", Effect.REPLY),
                new Button("Long", "quota", "x".repeat(100), Effect.REPLY)));

    var data = render(message, DiscordRendererTest::drawn);

    assertThat(label(data)).isEqualTo("Once");
    assertThat(data.getComponents().getFirst().asActionRow().getComponents()).hasSize(1);
  }

  @Test
  void givesEveryChartAPictureOfItsOwn() {
    var message =
        new Message(
            "s", Tone.GOOD, List.of(Messages.chart("one"), Messages.chart("two")), List.of());

    var data = render(message, DiscordRendererTest::drawn);

    assertThat(data.getEmbeds())
        .extracting(embed -> embed.toData().getObject("image").getString("url"))
        .containsExactly("attachment://chart.png", "attachment://chart-2.png");
    assertThat(data.getFiles()).extracting(file -> file.getDescription()).contains("one", "two");
  }

  private static Optional<byte[]> drawn(Chart chart) {
    return Optional.of(chart.alt().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<byte[]> undrawn(Chart chart) {
    return drawn(chart).filter(png -> png.length == 0);
  }

  private static MessageCreateData render(
      Message message, Function<Chart, Optional<byte[]>> pictures) {
    return DiscordRenderer.render(message, pictures);
  }

  private static String json(Message message, Function<Chart, Optional<byte[]>> pictures) {
    return render(message, pictures).toData().toPrettyString();
  }

  private static String description(Message message) {
    return String.valueOf(
        render(message, DiscordRendererTest::drawn).getEmbeds().getFirst().getDescription());
  }

  private static String label(MessageCreateData data) {
    return data.getComponents()
        .getFirst()
        .asActionRow()
        .getComponents()
        .getFirst()
        .asButton()
        .getLabel();
  }
}
