package dev.headroom.poll;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import java.time.Instant;

/// What came of asking one account.
public sealed interface Polled {

  Lease lease();

  Instant at();

  /// One phrase for the log.
  String outcome();

  /// How often in a row it has failed now. Being asked to slow down is no failure.
  int failures();

  /// It answered.
  record Read(Lease lease, Snapshot snapshot) implements Polled {
    @Override
    public Instant at() {
      return snapshot.takenAt();
    }

    @Override
    public String outcome() {
      return snapshot.report().isPartial()
          ? "partial gaps=" + snapshot.report().gaps().size()
          : "read";
    }

    @Override
    public int failures() {
      return 0;
    }
  }

  /// It did not.
  record Failed(Lease lease, Failure failure, Instant at) implements Polled {
    @Override
    public String outcome() {
      return "failed kind=%s reason=\"%s\"".formatted(failure.kind(), failure.reason());
    }

    @Override
    public int failures() {
      return failure.kind() == Failure.Kind.RATE_LIMITED ? lease.failures() : lease.failures() + 1;
    }
  }
}
