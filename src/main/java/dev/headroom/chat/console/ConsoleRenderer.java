package dev.headroom.chat.console;

import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Span;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns messages into lines for a terminal.
final class ConsoleRenderer {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleRenderer.class);

  private final Ink ink;
  private final ZoneId zone;
  private final ChartFiles files;

  ConsoleRenderer(Ink ink, ZoneId zone, ChartFiles files) {
    this.ink = ink;
    this.zone = zone;
    this.files = files;
  }

  /// The message in lines of about `width` columns, with an empty one at its end.
  String render(Message message, int width) {
    var lines = new ArrayList<String>();
    var afterFigure = false;
    for (var block : message.blocks()) {
      if (lines.size() > 1 && (isFigure(block) || afterFigure)) {
        lines.add("");
      }
      lines.addAll(lines(block, width));
      afterFigure = isFigure(block);
    }
    if (lines.isEmpty()) {
      lines.add(Plain.of(message.summary()));
    }
    if (!message.tone().emoji().isEmpty()) {
      lines.set(0, message.tone().emoji() + " " + lines.getFirst());
    }
    lines.addAll(hints(message.buttons(), width));
    return String.join("\n", lines) + "\n";
  }

  /// Whether a block needs air around it.
  private static boolean isFigure(Block block) {
    return switch (block) {
      case Block.Bars _ -> true;
      case Block.Table _ -> true;
      case Chart _ -> true;
      case Block.Title _ -> false;
      case Block.Text _ -> false;
      case Block.Note _ -> false;
    };
  }

  private List<String> lines(Block block, int width) {
    return switch (block) {
      case Block.Title(var text) -> List.of(ink.bold(Plain.of(text)));
      case Block.Text(var prose) -> List.of(prose(prose));
      case Block.Bars(var bars) -> new BarLines(ink, width).of(bars);
      case Block.Table table -> new TableLines(ink).of(table);
      case Block.Note(var prose) -> prose(prose).lines().map(ink::dim).toList();
      case Chart chart -> chart(chart, width);
    };
  }

  private String prose(Prose prose) {
    return prose.spans().stream().map(this::span).collect(Collectors.joining());
  }

  private String span(Span span) {
    return switch (span) {
      case Span.Words(var text) -> Plain.lines(text);
      case Span.Strong(var text) -> ink.bold(Plain.of(text));
      case Span.Code(var text) -> ink.cyan(Plain.of(text));
      case Span.When(var words, var at, var style) ->
          Plain.of(words.isEmpty() ? "" : words + " ") + when(at, style);
    };
  }

  private String when(Instant at, Span.Style style) {
    var pattern =
        switch (style) {
          case TIME -> "HH:mm";
          case DATE -> "MMM d";
          case DATE_TIME -> "MMM d, HH:mm";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone).format(at);
  }

  private List<String> chart(Chart chart, int width) {
    var lines = new ArrayList<>(new ChartLines(ink, width).of(chart));
    try {
      lines.add(ink.dim("picture: " + files.write(chart)));
    } catch (IOException | RuntimeException e) {
      LOG.warn("chart=unwritten reason=\"{}\"", e.toString());
      lines.add(ink.dim("picture: could not be written"));
    }
    return lines;
  }

  /// What to type for what others press; nobody else is here to share with.
  private List<String> hints(List<Button> buttons, int width) {
    var hints =
        buttons.stream()
            .filter(button -> button.effect() != Button.Effect.SHARE)
            .map(ConsoleRenderer::hint)
            .toList();
    var line = String.join("   ", hints);
    if (hints.isEmpty()) {
      return List.of();
    }
    return Plain.columns(line) <= width
        ? List.of(ink.dim(line))
        : hints.stream().map(ink::dim).toList();
  }

  private static String hint(Button button) {
    return Plain.of(
        "[%s] /%s %s".formatted(button.label(), button.command(), button.arguments()).strip());
  }
}
