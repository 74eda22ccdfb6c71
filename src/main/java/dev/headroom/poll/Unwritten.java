package dev.headroom.poll;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What was read while our database was away. Bounded: one poll for each account, which can't be
/// polled again before, and so many accounts.
public final class Unwritten {

  private final int most;
  private final SequencedMap<String, Polled> waiting = new LinkedHashMap<>();

  public Unwritten(int most) {
    this.most = most;
  }

  synchronized void keep(Polled polled) {
    waiting.put(polled.lease().account(), polled);
    if (waiting.size() > most) {
      waiting.pollFirstEntry();
    }
  }

  synchronized Optional<Polled> next() {
    return Optional.ofNullable(waiting.pollFirstEntry()).map(Map.Entry::getValue);
  }

  /// How many polls wait to be written.
  public synchronized int size() {
    return waiting.size();
  }
}
