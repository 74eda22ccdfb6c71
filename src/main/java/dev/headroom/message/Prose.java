package dev.headroom.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Running text: spans that platforms escape and mark up themselves.
public record Prose(List<Span> spans) {

  public Prose {
    spans = List.copyOf(spans);
  }

  public static Prose of(String words) {
    return new Prose(List.of(new Span.Words(words)));
  }

  public Prose words(String words) {
    return and(new Span.Words(words));
  }

  public Prose strong(String words) {
    return and(new Span.Strong(words));
  }

  public Prose code(String text) {
    return and(new Span.Code(text));
  }

  /// A moment in the reader's own zone; `words` stand before it and belong to it: "resets".
  public Prose when(String words, Instant at, Span.Style style) {
    return and(new Span.When(words, at, style));
  }

  private Prose and(Span span) {
    var all = new ArrayList<>(spans);
    all.add(span);
    return new Prose(all);
  }
}
