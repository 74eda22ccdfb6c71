package dev.headroom.store.embedded;

import dev.headroom.secret.Secret;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// A server that answers, with Headroom's database in it.
record Ready(Server server, Secret password, Postmaster postmaster) {

  private static final String DATABASE = "headroom";

  /// Makes everything that is not there yet, in the turn of one of its users.
  static Ready make(Server server) throws IOException {
    var password = Cluster.prepare(server.home(), server.binaries(), server.runAs());
    var ready = new Ready(server, password, server.attachOrStart());
    try {
      ready.createDatabase();
      return ready;
    } catch (SQLException e) {
      server.stop(ready.postmaster);
      throw new EmbeddedException("the embedded PostgreSQL refuses: " + e.getMessage(), e);
    }
  }

  /// The address of Headroom's database on a server's port.
  static String url(int port) {
    return url(port, DATABASE);
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private void createDatabase() throws SQLException {
    var login = new Properties();
    login.setProperty("user", Cluster.USER);
    login.setProperty("password", password.value());
    try (var connection = DriverManager.getConnection(url(postmaster.port(), "postgres"), login);
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "SELECT FROM pg_database WHERE datname = '%s'".formatted(DATABASE))) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }
}
