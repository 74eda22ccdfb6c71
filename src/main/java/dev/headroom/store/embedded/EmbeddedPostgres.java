package dev.headroom.store.embedded;

import dev.headroom.secret.Secret;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL in a data directory of Headroom's own, for a single node. It keeps its data over
/// restarts and comes back when its process dies; backups are its owner's business.
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final Claim claim;
  private final Users users;
  private final Server server;
  private final Secret password;
  private final int port;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ReentrantLock turns = new ReentrantLock();
  private volatile Postmaster postmaster;

  private EmbeddedPostgres(Claim claim, Users users, Ready ready) {
    this.claim = claim;
    this.users = users;
    this.server = ready.server();
    this.password = ready.password();
    this.postmaster = ready.postmaster();
    this.port = postmaster.port();
  }

  /// Starts the server in `dataDir`, making everything it needs, or finds it running.
  ///
  /// @throws EmbeddedException when it can't, with a sentence that says why
  public static EmbeddedPostgres start(Path dataDir) {
    try {
      var home = Home.in(dataDir);
      var claim = Claim.on(home);
      try {
        return start(home, claim);
      } catch (IOException | RuntimeException e) {
        claim.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedException(
          "%s: must be a directory that Headroom may write to, %s"
              .formatted(dataDir, why(dataDir, e)),
          e);
    }
  }

  /// What is the matter with a directory; where it is there, the problem is of a file in it.
  private static String why(Path dataDir, IOException problem) {
    if (Files.isRegularFile(dataDir)) {
      return "is a file";
    }
    if (Files.notExists(dataDir)) {
      return "can't be made";
    }
    return problem instanceof AccessDeniedException ? "is not writable" : "failed with " + problem;
  }

  /// Whether anything was ever kept in `dataDir`; also true when that can't be told.
  public static boolean isMade(Path dataDir) {
    return !Files.notExists(dataDir.resolve("postgres").resolve("data"));
  }

  private static EmbeddedPostgres start(Home home, Claim claim) throws IOException {
    return start(claim, Server.of(home));
  }

  static EmbeddedPostgres start(Claim claim, Server server) throws IOException {
    var users = Users.of(server.home());
    try {
      var postgres = new EmbeddedPostgres(claim, users, users.come(() -> Ready.make(server)));
      server.binaries().removeOthers(server.home());
      log.warn(
          "embedded postgres: a single node without backups dir={} as=\"{}\"",
          server.home().root(),
          server.runAs().name());
      Thread.ofVirtual().name("embedded-postgres").start(postgres::watch);
      return postgres;
    } catch (IOException | RuntimeException e) {
      users.close();
      throw e;
    }
  }

  public String jdbcUrl() {
    return Ready.url(port);
  }

  public String user() {
    return Cluster.USER;
  }

  public Secret password() {
    return password;
  }

  /// The server's process.
  long pid() {
    return postmaster.pid();
  }

  /// Stops the server, unless someone visits it, who then stops it; transactions under way are
  /// rolled back.
  @Override
  public void close() {
    closing.countDown();
    turns.lock();
    try (claim) {
      users.leave(() -> server.stop(postmaster));
    } catch (IOException e) {
      throw new EmbeddedException("the data directory can't be let go", e);
    } finally {
      turns.unlock();
    }
  }

  private void watch() {
    while (closing.getCount() > 0) {
      postmaster.server().ifPresent(server -> server.onExit().join());
      if (closing.getCount() > 0) {
        log.warn("embedded postgres died pid={}; it is started again", postmaster.pid());
        revive();
      }
    }
  }

  /// On the same port, for those who are connected to it. Backends may outlive their server for a
  /// moment, in which PostgreSQL refuses to start.
  private void revive() {
    var pause = 1;
    try {
      while (!closing.await(pause, TimeUnit.SECONDS)) {
        if (isRevived()) {
          return;
        }
        pause = Math.min(60, pause * 2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isRevived() {
    turns.lock();
    try {
      if (closing.getCount() > 0) {
        postmaster = users.inTurn(() -> server.readyOr(() -> server.start(port)));
      }
      return true;
    } catch (IOException | EmbeddedException e) {
      log.error("embedded postgres stays down; it is tried again: {}", e.getMessage());
      return false;
    } finally {
      turns.unlock();
    }
  }
}
