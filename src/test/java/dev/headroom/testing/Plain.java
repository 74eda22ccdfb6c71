package dev.headroom.testing;

import dev.headroom.message.Bar;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;

/// A message as plain text, for golden files: everything it says and nothing of a platform.
public final class Plain {

  private Plain() {}

  public static String text(Message message) {
    var lines = new ArrayList<String>();
    lines.add(message.tone() + " | " + message.summary());
    message.blocks().forEach(block -> lines.add(text(block)));
    message.buttons().stream().map(Plain::text).forEach(lines::add);
    return String.join("\n", lines);
  }

  private static String text(Block block) {
    return switch (block) {
      case Block.Title(var title) -> "# " + title;
      case Block.Text(var prose) -> "\n" + text(prose);
      case Block.Note(var prose) -> "\n-# " + text(prose);
      case Block.Bars(var bars) ->
          "\n" + bars.stream().map(Plain::text).collect(Collectors.joining("\n"));
      case Block.Table(var header, var rows) -> "\n" + header + "\n" + rows;
      case Chart chart -> "\n" + text(chart);
    };
  }

  public static String text(Prose prose) {
    return prose.spans().stream().map(Plain::text).collect(Collectors.joining());
  }

  private static String text(Span span) {
    return switch (span) {
      case Span.Words(var words) -> words;
      case Span.Strong(var words) -> "**" + words + "**";
      case Span.Code(var code) -> "`" + code + "`";
      case Span.When(var words, var at, var style) -> words + " <" + style + " " + at + ">";
    };
  }

  private static String text(Bar bar) {
    var share = bar.percent().map(it -> it.toPlainString() + "%").orElse("?  " + bar.remark());
    return "  %-18s %-14s %s".formatted(bar.name(), share, bar.tone());
  }

  private static String text(Button button) {
    return "[%s: /%s %s, %s]"
        .formatted(button.label(), button.command(), button.arguments(), button.effect());
  }

  private static String text(Chart chart) {
    var layers =
        chart.layers().stream()
            .map(layer ->
                "  " + layer.name() + " " + layer.values().stream().map(Plain::value).toList())
            .collect(Collectors.joining("\n"));
    return "chart of %d slots by %s in %s, limit %s: %s\n%s"
        .formatted(
            chart.slots().size(),
            chart.step(),
            chart.unit(),
            chart.limit().map(BigDecimal::toPlainString).orElse("none"),
            chart.alt(),
            layers);
  }

  private static String value(Optional<BigDecimal> value) {
    return value.map(BigDecimal::toPlainString).orElse("-");
  }
}
