package dev.headroom.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The good answers of one account that will do for a while. In memory only.
///
/// [Request#keptFor()] says how old an answer may be. Asking again with zero replaces what is kept:
/// so an access token that was refused is renewed.
final class Kept {

  private record Entry(Answer answer, Instant takenAt, Duration time) {
    boolean isOver(Instant now) {
      return !now.isBefore(takenAt.plus(time));
    }
  }

  private final Map<Request, Entry> entries = new ConcurrentHashMap<>();

  Optional<Answer> find(Request request, Instant now) {
    return Optional.ofNullable(entries.get(key(request)))
        .filter(entry -> now.isBefore(entry.takenAt().plus(request.keptFor())))
        .map(Entry::answer);
  }

  void keep(Request request, Answer answer, Instant now) {
    entries.values().removeIf(entry -> entry.isOver(now));
    var key = key(request);
    if (request.keptFor().isPositive()) {
      entries.put(key, new Entry(answer, now, request.keptFor()));
    } else {
      entries.computeIfPresent(key, (same, old) -> new Entry(answer, now, old.time()));
    }
  }

  private static Request key(Request request) {
    return AwsHttp.unsigned(request.keptFor(Duration.ZERO));
  }
}
