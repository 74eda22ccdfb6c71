package dev.headroom.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Those who use the server of a data directory, this one among them. Each keeps a byte of one file
/// locked for as long, and the first byte while it starts or stops the server. So nobody stops it
/// under another, and the last one to leave does.
///
/// The system lets go of the bytes of a process when it dies, however it dies.
final class Users implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final long TURN = 0;
  private static final long FIRST_SEAT = 1;

  private final Path file;
  private final FileChannel channel;
  private @Nullable FileLock seat;

  private Users(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// One who has not come yet.
  static Users of(Home home) throws IOException {
    var file = home.root().resolve("users");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (Home.owner(file) != Home.owner(home.root())) {
        Home.give(file, Home.owner(home.root()), Home.group(home.root()));
      }
      return new Users(file, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  interface Work<T> {
    T done() throws IOException;
  }

  /// Comes, and does `work` while nobody else comes or leaves. If that fails, it has not come.
  <T> T come(Work<T> work) throws IOException {
    return inTurn(() -> {
      seat = lock(ThreadLocalRandom.current().nextLong(FIRST_SEAT, Long.MAX_VALUE), 1);
      try {
        return work.done();
      } catch (IOException | RuntimeException e) {
        stand();
        throw e;
      }
    });
  }

  /// Leaves, and does `last` if nobody else is left.
  void leave(Runnable last) throws IOException {
    try (channel) {
      inTurn(() -> {
        stand();
        if (isEmpty()) {
          last.run();
        }
        return true;
      });
    }
  }

  /// Does `work` while nobody comes or leaves.
  <T> T inTurn(Work<T> work) throws IOException {
    try (var _ = turn()) {
      return work.done();
    }
  }

  /// Leaves without a look back: as a process that dies.
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void stand() throws IOException {
    if (seat != null) {
      seat.release();
    }
  }

  private boolean isEmpty() throws IOException {
    try (var all = lock(FIRST_SEAT, Long.MAX_VALUE - FIRST_SEAT)) {
      return all != null;
    }
  }

  private FileLock turn() throws IOException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    for (var turn = lock(TURN, 1); ; turn = lock(TURN, 1)) {
      if (turn != null) {
        return turn;
      }
      if (System.nanoTime() > end) {
        throw new EmbeddedException(
            "%s: another Headroom has been starting or stopping PostgreSQL there for %d minutes;"
                    .formatted(file.getParent(), PATIENCE.toMinutes())
                + " try again, or look at its log");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// Empty-handed when another process has one of these bytes, or another of this process.
  private @Nullable FileLock lock(long from, long size) throws IOException {
    try {
      return channel.tryLock(from, size, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
