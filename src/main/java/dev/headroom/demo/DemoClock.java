package dev.headroom.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that can be taken to a past moment, so that history is made before anyone watches.
public final class DemoClock implements InstantSource {

  private final InstantSource present;
  private final AtomicReference<Optional<Instant>> past = new AtomicReference<>(Optional.empty());

  /// Starts in the present.
  ///
  /// @param present the clock it follows when it is not in the past
  public DemoClock(InstantSource present) {
    this.present = present;
  }

  /// Stands still at `moment` until further notice.
  public void travel(Instant moment) {
    past.set(Optional.of(moment));
  }

  /// Follows the present again.
  public void comeBack() {
    past.set(Optional.empty());
  }

  @Override
  public Instant instant() {
    return past.get().orElseGet(present::instant);
  }
}
