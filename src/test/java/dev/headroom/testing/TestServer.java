package dev.headroom.testing;

import static dev.headroom.testing.Eventually.await;

import dev.headroom.secret.Secret;
import dev.headroom.store.Database;
import dev.headroom.store.DatabaseUrl;
import dev.headroom.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The PostgreSQL that all tests of this JVM use: the one of `TEST_DATABASE_URL` if set, else a
/// container where a Docker engine answers, else the embedded one.
final class TestServer {

  private static final DatabaseUrl SERVER = start();
  private static final String TEMPLATE = prepareTemplate();

  private TestServer() {}

  /// A database that has the whole schema and no connection, to be copied.
  static String template() {
    return TEMPLATE;
  }

  static DatabaseUrl url(String database) {
    return new DatabaseUrl(
        SERVER.jdbcUrl().replaceFirst("(?<=[^/]/)[^/?]+(?=\\?|$)", database),
        SERVER.user(),
        SERVER.password());
  }

  static void execute(String sql) {
    var login = new Properties();
    SERVER.user().ifPresent(user -> login.setProperty("user", user));
    SERVER.password().map(Secret::value).ifPresent(word -> login.setProperty("password", word));
    try (var connection = DriverManager.getConnection(SERVER.jdbcUrl(), login);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  private static DatabaseUrl start() {
    return Optional.ofNullable(System.getenv("TEST_DATABASE_URL"))
        .filter(url -> !url.isBlank())
        .map(DatabaseUrl::parse)
        .orElseGet(() -> hasDocker() ? startContainer() : startEmbedded());
  }

  private static boolean hasDocker() {
    return Files.exists(Path.of("/var/run/docker.sock"))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  /// Testcontainers itself removes the container when this JVM is gone.
  @SuppressWarnings("resource")
  private static DatabaseUrl startContainer() {
    var container = new PostgreSQLContainer("postgres:18-alpine");
    container.start();
    return new DatabaseUrl(
        container.getJdbcUrl(),
        Optional.of(container.getUsername()),
        Optional.of(new Secret(container.getPassword())));
  }

  private static DatabaseUrl startEmbedded() {
    try {
      var directory = Files.createTempDirectory("headroom-test-postgres-");
      var postgres = EmbeddedPostgres.start(directory);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(postgres, directory)));
      return new DatabaseUrl(
          postgres.jdbcUrl(), Optional.of(postgres.user()), Optional.of(postgres.password()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(EmbeddedPostgres postgres, Path directory) {
    postgres.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One for each JVM; a lasting server is left clean.
  private static String prepareTemplate() {
    var name = "headroom_template_" + ProcessHandle.current().pid();
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    execute("CREATE DATABASE " + name);
    try (var database = Database.open(url(name), List.of())) {
      await().until(database::available);
    }
    if (System.getenv("TEST_DATABASE_URL") != null) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> execute("DROP DATABASE " + name + " WITH (FORCE)")));
    }
    return name;
  }
}
