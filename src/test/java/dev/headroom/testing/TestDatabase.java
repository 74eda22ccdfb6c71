package dev.headroom.testing;

import static dev.headroom.testing.Eventually.await;

import dev.headroom.store.Database;
import dev.headroom.store.DatabaseUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A freshly created, migrated database of its own, dropped when closed.
///
/// ```java
/// private static final TestDatabase DB = TestDatabase.create();   // close it in @AfterAll
/// ```
public final class TestDatabase implements AutoCloseable {

  private final String name;
  private final DatabaseUrl url;
  private final Database database;

  private TestDatabase(String name, DatabaseUrl url) {
    this.name = name;
    this.url = url;
    this.database = Database.open(url, List.of());
    await().until(database::available);
  }

  /// One with the whole schema.
  public static TestDatabase create() {
    return create("TEMPLATE " + TestServer.template());
  }

  /// One without any table, as a new user's.
  public static TestDatabase createEmpty() {
    return create("");
  }

  private static TestDatabase create(String how) {
    var name = "headroom_test_" + UUID.randomUUID().toString().replace("-", "");
    TestServer.execute("CREATE DATABASE " + name + " " + how);
    return new TestDatabase(name, TestServer.url(name));
  }

  public Database database() {
    return database;
  }

  public DatabaseUrl url() {
    return url;
  }

  /// The URL as a config file has it, with the login.
  public String address() {
    var login =
        Stream.of(
                url.user().map(user -> "user=" + encoded(user)),
                url.password().map(password -> "password=" + encoded(password.value())))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("&"));
    return url.jdbcUrl() + (url.jdbcUrl().contains("?") ? "&" : "?") + login;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    database.close();
    TestServer.execute("DROP DATABASE " + name + " WITH (FORCE)");
  }
}
