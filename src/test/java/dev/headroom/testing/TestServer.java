package dev.headroom.testing;

import dev.headroom.secret.Secret;
import dev.headroom.store.Database;
import dev.headroom.store.DatabaseUrl;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// The PostgreSQL that all tests of this JVM use: `TEST_DATABASE_URL` if set.
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
    return DatabaseUrl.parse(
        Optional.ofNullable(System.getenv("TEST_DATABASE_URL"))
            .orElseThrow(() -> new IllegalStateException("TEST_DATABASE_URL must be set")));
  }

  private static String prepareTemplate() {
    var name = "headroom_template_" + ProcessHandle.current().pid();
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    execute("CREATE DATABASE " + name);
    Database.open(url(name), List.of()).close();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> execute("DROP DATABASE " + name + " WITH (FORCE)")));
    return name;
  }
}
