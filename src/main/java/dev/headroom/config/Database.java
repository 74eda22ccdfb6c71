package dev.headroom.config;

import dev.headroom.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;

/// Where everything is kept.
///
/// @param url `jdbc:postgresql://…` or `postgres://…`, with a password; empty: embedded in
///   `dataDir`
public record Database(Optional<Secret> url, Path dataDir) {

  private static final Path DATA = Path.of("data");

  static final Database DEFAULT = new Database(Optional.empty(), DATA);

  private static final Key<Secret> URL =
      Key.of(
          "url",
          Values.secret(
              "begin with jdbc:postgresql:// or postgres://",
              text -> text.matches("(?s)(jdbc:postgresql|postgres(ql)?)://.+")),
          "jdbc:postgresql://… or postgres://…; empty: an embedded PostgreSQL in data-dir");
  private static final Key<Path> DATA_DIR =
      Key.of("data-dir", Values.path(), "where the embedded PostgreSQL keeps its files; ./data");

  static final Shape<Database> SHAPE =
      Shape.of(
          section -> Optional.of(new Database(section.find(URL), section.get(DATA_DIR, DATA))),
          URL,
          DATA_DIR);
}
