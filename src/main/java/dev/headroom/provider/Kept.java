package dev.headroom.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The answers of one account that will do for a while: the good ones, and what came of a probe,
/// good or bad, since it has spent either way. In memory only.
///
/// [Request#keptFor()] says how old an answer may be. Asking again with zero replaces what is kept:
/// so an access token that was refused is renewed.
final class Kept {

  private record Entry(
      Answer answer, Optional<ApiException> failed, Instant takenAt, Duration time) {
    boolean isOver(Instant now) {
      return !now.isBefore(takenAt.plus(time));
    }

    Answer at(Instant now) {
      var age = Duration.between(takenAt, now);
      failed.ifPresent(e -> {
        throw new ApiException(e.failure(), e.answer().map(told -> told.aged(age)));
      });
      return answer.aged(age);
    }
  }

  private static final Answer NONE = new Answer(0, Map.of(), "");

  private final Map<Request, Entry> entries = new ConcurrentHashMap<>();

  /// An earlier answer to `request`, which tells how old it is.
  ///
  /// @throws ApiException the one that a probe ended with
  Optional<Answer> find(Request request, Instant now) {
    return Optional.ofNullable(entries.get(key(request)))
        .filter(entry -> now.isBefore(entry.takenAt().plus(request.keptFor())))
        .map(entry -> entry.at(now));
  }

  void keep(Request request, Answer answer, Instant now) {
    entries.values().removeIf(entry -> entry.isOver(now));
    var key = key(request);
    if (request.keptFor().isPositive()) {
      entries.put(key, new Entry(answer, Optional.empty(), now, request.keptFor()));
    } else {
      entries.computeIfPresent(
          key, (same, old) -> new Entry(answer, Optional.empty(), now, old.time()));
    }
  }

  /// Keeps the failure of a probe, of nothing else.
  void keep(Request request, ApiException failed, Instant now) {
    if (request.probe() && request.keptFor().isPositive()) {
      entries.put(key(request), new Entry(NONE, Optional.of(failed), now, request.keptFor()));
    }
  }

  private static Request key(Request request) {
    return AwsHttp.unsigned(request.keptFor(Duration.ZERO));
  }
}
