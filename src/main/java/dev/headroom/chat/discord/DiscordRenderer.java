package dev.headroom.chat.discord;

import dev.headroom.chat.Monospace;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherers;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.Component;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/// A message as Discord shows it: one embed in the colour of its tone, pictures as attachments, no
/// mention ever. Whatever is too long for Discord is shortened and says so.
final class DiscordRenderer {

  private static final int COLUMNS = 30;
  private static final int BUTTONS = 25;
  private static final int LABEL = net.dv8tion.jda.api.components.buttons.Button.LABEL_MAX_LENGTH;

  private final Function<Chart, Optional<byte[]>> pictures;
  private final Tone tone;
  private final Description description;
  private final List<FileUpload> drawn = new ArrayList<>();
  private String title = "";

  private DiscordRenderer(Message message, Function<Chart, Optional<byte[]>> pictures) {
    this.pictures = pictures;
    this.tone = message.tone();
    this.description = new Description(notes(message));
  }

  /// Renders `message`. A chart without a picture becomes its finding in words.
  static MessageCreateData render(Message message, Function<Chart, Optional<byte[]>> pictures) {
    var renderer = new DiscordRenderer(message, pictures);
    message.blocks().forEach(renderer::add);
    if (renderer.title.isEmpty() && renderer.description.isEmpty()) {
      renderer.description.paragraph(Prose.of(message.summary()));
    }
    return new MessageCreateBuilder()
        .setEmbeds(renderer.embeds())
        .setComponents(rows(message.buttons()))
        .setFiles(renderer.drawn)
        .setAllowedMentions(EnumSet.noneOf(MentionType.class))
        .mentionRepliedUser(false)
        .build();
  }

  private void add(Block block) {
    switch (block) {
      case Block.Title(var text) -> headline(text);
      case Block.Text(var prose) -> description.paragraph(prose);
      case Block.Bars(var bars) -> description.code(Monospace.bars(bars, COLUMNS));
      case Block.Table(var header, var rows) ->
          description.code(Monospace.table(header, rows, COLUMNS));
      case Block.Note _ -> {}
      case Chart chart ->
          pictures
              .apply(chart)
              .ifPresentOrElse(
                  png -> drawn.add(upload(chart, png)),
                  () -> description.paragraph(inWords(chart)));
    }
  }

  private static List<Prose> notes(Message message) {
    return message.blocks().stream()
        .filter(Block.Note.class::isInstance)
        .map(note -> ((Block.Note) note).prose())
        .toList();
  }

  private void headline(String text) {
    if (!title.isEmpty()) {
      description.paragraph(new Prose(List.of()).strong(text));
      return;
    }
    var emoji = tone.emoji().isEmpty() ? "" : tone.emoji() + " ";
    int room = MessageEmbed.TITLE_MAX_LENGTH - emoji.length();
    var line = text.replace('\n', ' ').strip();
    title = emoji + DiscordText.cut(line, room, DiscordText::escape);
  }

  private static Prose inWords(Chart chart) {
    return Prose.of(chart.alt() + " (The chart could not be shown here.)");
  }

  private FileUpload upload(Chart chart, byte[] png) {
    var name = drawn.isEmpty() ? "chart.png" : "chart-%d.png".formatted(drawn.size() + 1);
    return FileUpload.fromStreamSupplier(name, () -> new ByteArrayInputStream(png))
        .setDescription(
            DiscordText.cut(chart.alt(), FileUpload.MAX_DESCRIPTION_LENGTH, text -> text));
  }

  private List<MessageEmbed> embeds() {
    var first = new EmbedBuilder().setColor(colour(tone)).setDescription(description.toString());
    if (!title.isEmpty()) {
      first.setTitle(title);
    }
    var embeds = new ArrayList<EmbedBuilder>(List.of(first));
    for (int i = 0; i < drawn.size(); i++) {
      if (i > 0) {
        embeds.add(new EmbedBuilder().setColor(colour(tone)));
      }
      embeds.getLast().setImage("attachment://" + drawn.get(i).getName());
    }
    return embeds.stream().map(EmbedBuilder::build).toList();
  }

  private static List<ActionRow> rows(List<Button> buttons) {
    var labels = new LinkedHashMap<String, String>();
    for (var button : buttons) {
      ButtonId.of(button).toText().ifPresent(id -> labels.putIfAbsent(id, button.label()));
    }
    return labels.entrySet().stream()
        .map(entry -> grey(entry.getKey(), entry.getValue()))
        .limit(BUTTONS)
        .gather(Gatherers.windowFixed(ActionRow.getMaxAllowed(Component.Type.BUTTON)))
        .map(ActionRow::of)
        .toList();
  }

  private static net.dv8tion.jda.api.components.buttons.Button grey(String id, String label) {
    return net.dv8tion.jda.api.components.buttons.Button.secondary(
        id, DiscordText.cut(label, LABEL, text -> text));
  }

  private static int colour(Tone tone) {
    return switch (tone) {
      case NEUTRAL -> 0x5865F2;
      case GOOD -> 0x248046;
      case WARNING -> 0xF0B232;
      case CRITICAL -> 0xDA373C;
      case EXHAUSTED -> 0x8B1A1F;
      case UNKNOWN -> 0x80848E;
    };
  }
}
