package dev.headroom.store.embedded;

import dev.headroom.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// PostgreSQL's data directory: made once, then only checked.
final class Cluster {

  static final String USER = "headroom";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Cluster() {}

  /// Makes the data directory unless it is there, and gives the superuser's password.
  static Secret prepare(Home home, Binaries binaries, RunAs runAs) throws IOException {
    if (!Files.isDirectory(home.data())) {
      create(home, binaries, runAs);
    }
    requireVersion(home, binaries);
    if (!Files.isReadable(home.password())) {
      throw new EmbeddedException(
          "%s: must hold the password of the data beside it, was missing; restore it"
              .formatted(home.password()));
    }
    return new Secret(Files.readString(home.password()).strip());
  }

  /// It appears complete or not at all: a start that is killed halfway begins anew.
  private static void create(Home home, Binaries binaries, RunAs runAs) throws IOException {
    var fresh = home.root().resolve("data.new");
    Home.delete(fresh);
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    Home.writePrivately(home.password(), Base64.getUrlEncoder().encodeToString(random));
    runAs.own(home.password());
    var made =
        Command.run(
            runAs.prefix(),
            List.of(
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + home.password(),
                "--encoding=UTF8",
                // Built in, so that no system locale is needed and an upgraded libc changes
                // nothing.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"),
            LIMIT);
    if (!made.succeeded()) {
      throw new EmbeddedException(
          "%s: initdb failed: %s".formatted(home.root(), Log.last(made.output())));
    }
    Files.move(fresh, home.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void requireVersion(Home home, Binaries binaries) throws IOException {
    var has = Files.readString(home.data().resolve("PG_VERSION")).strip();
    var version = Command.run(List.of(), List.of(binaries.program("postgres"), "-V"), LIMIT);
    var runs = version.output().replaceFirst("^.*\\) (\\d+).*$", "$1");
    if (!has.equals(runs)) {
      throw new EmbeddedException(
          "%s: must be of PostgreSQL %s, was of %s; dump it with the Headroom that wrote it, or set"
                  .formatted(home.data(), runs, has)
              + " database.url");
    }
  }
}
