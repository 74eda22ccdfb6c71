package dev.headroom.store.embedded;

import dev.headroom.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;

/// The server of a data directory for a short visit: the one that runs, or one that is started for
/// it. However many visit at once, the last one to leave stops it, unless a Headroom runs on it.
public final class VisitedPostgres implements AutoCloseable {

  private final Home home;
  private final Users users;
  private final RunningPostgres server;

  private VisitedPostgres(Home home, Users users, RunningPostgres server) {
    this.home = home;
    this.users = users;
    this.server = server;
  }

  /// Comes to the server in `dataDir`; waits while another starts or stops it.
  ///
  /// @throws EmbeddedException when it can't, with a sentence that says why
  public static VisitedPostgres in(Path dataDir) {
    try {
      var home = Home.in(dataDir);
      var users = Users.of(home);
      try {
        return new VisitedPostgres(home, users, users.come(() -> foundOrStarted(home)));
      } catch (IOException | RuntimeException e) {
        users.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedException(
          "%s: must be a directory that Headroom may write to; run this as the user that Headroom"
                  .formatted(dataDir)
              + " runs as (%s)".formatted(e),
          e);
    }
  }

  private static RunningPostgres foundOrStarted(Home home) throws IOException {
    var running = RunningPostgres.find(home);
    if (running.isPresent()) {
      return running.get();
    }
    var ready = Ready.make(Server.of(home));
    return new RunningPostgres(Ready.url(ready.postmaster().port()), ready.password());
  }

  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  public String user() {
    return server.user();
  }

  public Secret password() {
    return server.password();
  }

  @Override
  public void close() {
    try {
      users.leave(this::stop);
    } catch (IOException e) {
      throw new EmbeddedException("the data directory can't be let go", e);
    }
  }

  private void stop() {
    try {
      var left = Postmaster.read(home.data());
      if (left.isPresent()) {
        Server.of(home).stop(left.get());
      }
    } catch (IOException e) {
      throw new EmbeddedException("the embedded PostgreSQL can't be stopped", e);
    }
  }
}
