package dev.headroom.message;

import java.util.List;

/// A part of a message. Every platform renders every kind.
public sealed interface Block
    permits Block.Title, Block.Text, Block.Bars, Block.Table, Block.Note, Chart {

  /// The headline; one line of at most 33 characters reads well on a phone. At most one, first.
  record Title(String text) implements Block {}

  /// A paragraph.
  record Text(Prose prose) implements Block {}

  /// Bars in one monospaced block, 30 columns wide: name, percent, bar.
  record Bars(List<Bar> bars) implements Block {
    public Bars {
      bars = List.copyOf(bars);
    }
  }

  /// Columns in one monospaced block. Every row has as many cells as `header`.
  record Table(List<String> header, List<List<String>> rows) implements Block {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /// Small print: freshness, rule names.
  record Note(Prose prose) implements Block {}
}
