package dev.headroom.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts, finds and stops the server of one data directory.
record Server(Home home, Binaries binaries, RunAs runAs) {

  private static final Logger log = LoggerFactory.getLogger(Server.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(60);

  /// With programs that run here.
  static Server of(Home home) throws IOException {
    var binaries = Binaries.unpacked(home);
    var runAs = RunAs.choose(home, binaries);
    runAs.own(binaries.root());
    return new Server(home, binaries, runAs);
  }

  /// The server that runs already, for others or left by a killed Headroom, or a new one.
  Postmaster attachOrStart() throws IOException {
    return readyOr(() -> {
      var left = Postmaster.read(home.data());
      left.ifPresent(this::stop);
      return startPatiently(port());
    });
  }

  /// The server that runs already, or what `start` makes.
  Postmaster readyOr(Users.Work<Postmaster> start) throws IOException {
    var ready = Postmaster.ready(home.data());
    if (ready.isEmpty()) {
      return start.done();
    }
    log.info(
        "embedded postgres found running pid={} port={}", ready.get().pid(), ready.get().port());
    return ready.get();
  }

  /// Backends may outlive a killed server for a moment, in which PostgreSQL refuses to start.
  private Postmaster startPatiently(int port) throws IOException {
    for (var left = 10; ; left--) {
      try {
        return start(port);
      } catch (EmbeddedException e) {
        if (left == 0 || !Log.last(home.log()).contains("is still in use")) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
    }
  }

  Postmaster start(int port) throws IOException {
    Log.rotate(home.log());
    disownStale();
    var started =
        Command.run(
            runAs.prefix(),
            List.of(
                binaries.program("pg_ctl"),
                "start",
                "--pgdata=" + home.data(),
                "--log=" + home.log(),
                "--wait",
                "--timeout=" + START.toSeconds(),
                "--silent",
                "--options=" + options(port)),
            START.plusSeconds(15));
    var running = Postmaster.read(home.data()).filter(master -> master.server().isPresent());
    if (!started.succeeded() || running.isEmpty()) {
      throw new EmbeddedException(
          "%s: PostgreSQL did not start within %d s: %s"
              .formatted(home.root(), START.toSeconds(), Log.last(home.log())));
    }
    log.info("embedded postgres started pid={} port={}", running.get().pid(), port);
    return running.get();
  }

  /// PostgreSQL refuses to start while the process lives that its file names. It may be another's
  /// by now, or its own dead one: a container's first process may not collect the dead.
  private void disownStale() throws IOException {
    var left = Postmaster.read(home.data());
    if (left.isPresent() && left.get().isAlive() && left.get().server().isEmpty()) {
      log.info("embedded postgres left a stale postmaster.pid pid={}", left.get().pid());
      left.get().disown();
    }
  }

  /// Stops it fast: transactions are rolled back, nothing is lost. Only ever a process that is
  /// certainly ours gets the signal.
  void stop(Postmaster postmaster) {
    var server = postmaster.server();
    if (server.isEmpty()) {
      return;
    }
    Command.run(
        runAs.prefix(),
        List.of(binaries.program("pg_ctl"), "kill", "INT", Long.toString(postmaster.pid())),
        STOP);
    await(server.get());
  }

  private static void await(ProcessHandle server) {
    try {
      server.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      log.warn("embedded postgres pid={} does not stop; it is left running", server.pid());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String options(int port) {
    return String.join(
        " -c ",
        "-p " + port,
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=''",
        "max_connections=40",
        "fsync=on",
        "full_page_writes=on",
        "synchronous_commit=on",
        "password_encryption=scram-sha-256",
        "shared_buffers=64MB",
        "log_checkpoints=off",
        "log_timezone=UTC",
        "timezone=UTC");
  }

  /// The port of the last start, or another if a stranger has it by now.
  private int port() throws IOException {
    var recorded = recordedPort();
    if (recorded.isPresent() && isFree(recorded.get())) {
      return recorded.get();
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = socket.getLocalPort();
      Home.writePrivately(home.port(), Integer.toString(port));
      return port;
    }
  }

  private Optional<Integer> recordedPort() throws IOException {
    return Files.exists(home.port())
        ? Optional.of(Files.readString(home.port()).strip())
            .filter(text -> text.matches("\\d{1,5}"))
            .map(Integer::parseInt)
        : Optional.empty();
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      log.info("embedded postgres moves: port={} is taken", port);
      return false;
    }
  }
}
