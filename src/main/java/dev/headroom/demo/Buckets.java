package dev.headroom.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page of a report in buckets of time, as OpenAI and Anthropic give them.
///
/// @param starts the buckets on this page
/// @param next where the next page begins; empty text when this is the last
record Buckets(List<Instant> starts, Duration width, String next) {

  /// The page that `call` asks for.
  ///
  /// @param from the parameter's moment
  /// @param fallback how many buckets a page holds unless asked
  static Buckets of(Call call, Instant from, int fallback) {
    var width = call.has("bucket_width", "1h") ? Duration.ofHours(1) : Duration.ofDays(1);
    var first = floor(from, width);
    var all =
        Stream.iterate(first, at -> at.isBefore(call.now()), at -> at.plus(width))
            .limit(10_000)
            .toList();
    var skipped = call.value("page").map(page -> page.replaceAll("\\D", "")).orElse("");
    var begin = Math.min(skipped.matches("\\d{1,6}") ? Integer.parseInt(skipped) : 0, all.size());
    var size = Math.clamp(call.number("limit", fallback), 1, 200);
    var end = Math.min(begin + size, all.size());
    return new Buckets(all.subList(begin, end), width, end < all.size() ? "page_" + end : "");
  }

  private static Instant floor(Instant at, Duration width) {
    var seconds = width.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  /// The buckets as JSON, each made by `json`.
  String json(Function<Instant, String> json) {
    return starts.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }

  String hasMore() {
    return String.valueOf(!next.isEmpty());
  }

  String nextPage() {
    return next.isEmpty() ? "null" : "\"" + next + "\"";
  }
}
