package dev.headroom.cli;

import dev.headroom.view.Refresh;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Why an account was not read though someone asked for it.
final class LeftAlone {

  private final DateTimeFormatter moments;

  /// @param zone where people read dates
  LeftAlone(ZoneId zone) {
    this.moments =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH).withZone(zone);
  }

  /// A line for each reason; none where it was read, or moments ago.
  List<String> lines(String account, Refresh.Outcome outcome) {
    return Stream.of(
            outcome.held().map(it -> line(account, "its provider asked for a pause", it)),
            outcome.resting().map(it -> line(account, "reading it spends tokens or money", it)))
        .flatMap(line -> line.stream())
        .toList();
  }

  private String line(String account, String reason, Refresh.Pause pause) {
    return "%s: %s, so it is read again from %s on"
        .formatted(account, reason, moments.format(pause.until()));
  }
}
