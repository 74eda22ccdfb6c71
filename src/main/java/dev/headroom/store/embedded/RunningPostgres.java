package dev.headroom.store.embedded;

import dev.headroom.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The server that already runs in a data directory, as it was found: nothing keeps it from being
/// stopped.
public record RunningPostgres(String jdbcUrl, Secret password) {

  /// The server in `dataDir`; empty when none runs there.
  ///
  /// @throws EmbeddedException when its files can't be read
  public static Optional<RunningPostgres> find(Path dataDir) {
    try {
      var home = Home.find(dataDir);
      return home.isEmpty() ? Optional.empty() : find(home.get());
    } catch (IOException e) {
      throw new EmbeddedException(
          "%s: must be readable; run this as the user that Headroom runs as (%s)"
              .formatted(dataDir, e.getClass().getSimpleName()),
          e);
    }
  }

  static Optional<RunningPostgres> find(Home home) throws IOException {
    var running = Postmaster.ready(home.data());
    return running.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RunningPostgres(
                Ready.url(running.get().port()),
                new Secret(Files.readString(home.password()).strip())));
  }

  public String user() {
    return Cluster.USER;
  }
}
