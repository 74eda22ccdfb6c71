package dev.headroom.chat.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.SlackFileObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.headroom.chat.Monospace;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Messages as Slack's blocks. Pure; keeps every limit of Block Kit, and says where it shortened.
///
/// A chart is its words, unless the message says them anyway or a picture that Slack already holds
/// takes their place.
final class SlackRenderer {

  private static final int TEXT = 3000;
  private static final int HEADER = 150;
  private static final int LABEL = 75;
  private static final int ALT = 2000;
  private static final int BUTTONS = 25;

  /// Columns of a code block: the larger code font of phones wraps wider ones.
  private static final int BAR_COLUMNS = 30;

  private static final int TABLE_COLUMNS = 42;

  private SlackRenderer() {}

  static Rendered render(Message message) {
    return render(message, List.of());
  }

  /// Renders with `pictures`, the ids of processed files, in the places of the charts.
  static Rendered render(Message message, List<String> pictures) {
    var layout = new Layout();
    var picture = pictures.iterator();
    var emoji = message.tone().emoji();
    for (var block : message.blocks()) {
      switch (block) {
        case Block.Title(var text) -> layout.add(header(message.tone(), text));
        case Block.Text(var prose) -> text(layout, emoji, prose);
        case Block.Bars(var bars) ->
            layout.addLines(Monospace.bars(bars, BAR_COLUMNS), SlackRenderer::code);
        case Block.Table(var header, var rows) ->
            layout.addLines(Monospace.table(header, rows, TABLE_COLUMNS), SlackRenderer::code);
        case Block.Note(var prose) -> note(layout, prose);
        case Chart chart -> chart(layout, chart, picture, message);
      }
      emoji = "";
    }
    buttons(message.buttons()).forEach(layout::close);
    return new Rendered(summary(message), layout.blocks());
  }

  /// Words alone in a section, such as a remark about a chart.
  static Rendered sentence(String words) {
    return render(Message.of(words));
  }

  /// A picture alone, described by its finding.
  static Rendered picture(Chart chart, String file) {
    return new Rendered(
        Mrkdwn.cut(Mrkdwn.escape(chart.alt()), TEXT), List.of(image(chart.alt(), file)));
  }

  private static String summary(Message message) {
    return Mrkdwn.cut(Mrkdwn.escape(message.summary()), TEXT);
  }

  private static LayoutBlock header(Tone tone, String title) {
    var emoji = tone.emoji();
    var text = emoji.isEmpty() || title.startsWith(emoji) ? title : emoji + " " + title;
    return HeaderBlock.builder().text(plain(text, HEADER)).build();
  }

  /// A message without a title wears its emoji at its first words.
  private static void text(Layout layout, String emoji, Prose prose) {
    var body = Mrkdwn.render(prose, TEXT - 4);
    if (!body.isBlank()) {
      layout.add(section(emoji.isEmpty() ? body : emoji + " " + body));
    }
  }

  private static void note(Layout layout, Prose prose) {
    var body = Mrkdwn.render(prose, TEXT);
    if (!body.isBlank()) {
      layout.add(context(body));
    }
  }

  static LayoutBlock context(String markup) {
    return ContextBlock.builder().elements(List.of(markdown(markup))).build();
  }

  private static LayoutBlock section(String markup) {
    return SectionBlock.builder().text(markdown(markup)).build();
  }

  /// Lines in a code block; three backticks within would end it.
  private static LayoutBlock code(String lines) {
    return section("```\n" + Mrkdwn.escape(lines.replace("```", "ˋˋˋ")) + "\n```");
  }

  private static void chart(
      Layout layout, Chart chart, Iterator<String> pictures, Message message) {
    if (pictures.hasNext()) {
      layout.add(image(chart.alt(), pictures.next()));
    } else if (!isSaid(message, chart.alt())) {
      note(layout, Prose.of("📊 " + chart.alt()));
    }
  }

  private static boolean isSaid(Message message, String finding) {
    return message.blocks().contains(new Block.Text(new Prose(List.of()).strong(finding)));
  }

  private static LayoutBlock image(String alt, String file) {
    return ImageBlock.builder()
        .slackFile(SlackFileObject.builder().id(file).build())
        .altText(Mrkdwn.cut(alt, ALT))
        .build();
  }

  private static List<LayoutBlock> buttons(List<Button> buttons) {
    if (buttons.isEmpty()) {
      return List.of();
    }
    var elements =
        IntStream.range(0, Math.min(buttons.size(), BUTTONS))
            .<BlockElement>mapToObj(i -> button(i, buttons.get(i)))
            .toList();
    return List.of(ActionsBlock.builder().elements(new ArrayList<>(elements)).build());
  }

  /// The effect is in the id and the command in the value, where [Press] finds them again.
  private static BlockElement button(int index, Button button) {
    return ButtonElement.builder()
        .actionId(button.effect().name().toLowerCase(Locale.ROOT) + "-" + index)
        .text(plain(button.label(), LABEL))
        .value((button.command() + " " + button.arguments()).strip())
        .build();
  }

  private static PlainTextObject plain(String text, int limit) {
    var line = text.replaceAll("\\s+", " ").strip();
    var fitting = line.length() <= limit ? line : Mrkdwn.cut(line, limit - 1) + "…";
    return PlainTextObject.builder().text(fitting).emoji(true).build();
  }

  /// Verbatim: Slack links nothing that we did not mark ourselves.
  private static MarkdownTextObject markdown(String markup) {
    return MarkdownTextObject.builder().text(markup).verbatim(true).build();
  }
}
