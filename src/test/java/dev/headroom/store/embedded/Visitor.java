package dev.headroom.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A program that visits the embedded PostgreSQL: it asks it something for every line it is given,
/// and leaves when there are no more.
final class Visitor {

  private Visitor() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var visited = VisitedPostgres.in(Path.of(arguments[0]))) {
      System.out.println("visiting " + visited.jdbcUrl());
      while (input.readLine() != null) {
        System.out.println("answered " + ask(visited));
      }
    }
    System.out.println("left");
  }

  static String ask(VisitedPostgres visited) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                visited.jdbcUrl(), visited.user(), visited.password().value());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT 'well'")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
