package dev.headroom.store.embedded;

import static dev.headroom.testing.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresTest {

  @TempDir private static Path dataDir;

  @Test
  void keepsItsDataOverRestarts() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      execute(postgres, "CREATE TABLE kept AS SELECT 'here' AS word");
    }
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("here");
      execute(postgres, "DROP TABLE kept");
    }
  }

  @Test
  void isAsSafeAsAServerThatAnAdministratorSetUp() throws SQLException, IOException {
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
      assertThat(
              ask(postgres, "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThat(ask(postgres, "SELECT rolpassword FROM pg_authid WHERE rolname = 'headroom'"))
          .startsWith("SCRAM-SHA-256$");
      assertThat(
              ask(postgres, "SELECT datlocale FROM pg_database WHERE datname = current_database()"))
          .isEqualTo("C.UTF-8");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), "headroom", "guessed"))
          .hasMessageContaining("password authentication failed");
    }
    var home = dataDir.resolve("postgres");
    assertThat(permissions(home)).isEqualTo("rwx------");
    assertThat(permissions(home.resolve("data"))).isEqualTo("rwx------");
    assertThat(permissions(home.resolve("password"))).isEqualTo("rw-------");
    try (var entries = Files.list(home)) {
      assertThat(entries.filter(entry -> entry.getFileName().toString().startsWith("bin-")))
          .singleElement()
          .satisfies(programs -> assertThat(permissions(programs)).isEqualTo("rwx------"));
    }
  }

  @Test
  void saysInWordsThatItsDirectoryIsNone() throws IOException {
    var file = Files.createFile(dataDir.resolve("file"));

    assertThatThrownBy(() -> EmbeddedPostgres.start(file))
        .isInstanceOf(EmbeddedException.class)
        .hasMessage(file + ": must be a directory that Headroom may write to, is a file");
    assertThatThrownBy(() -> EmbeddedPostgres.start(Path.of("/proc/none")))
        .hasMessage("/proc/none: must be a directory that Headroom may write to, can't be made");
  }

  @Test
  void refusesASecondStart() {
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("must be used by one Headroom at a time")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(ProcessHandle.of(postgres.pid())).isPresent();
    }
  }

  @Test
  void comesBackOnTheSamePortWhenItsProcessIsKilled() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      var before = postgres.pid();
      execute(postgres, "CREATE TABLE survivor AS SELECT 'alive' AS word");

      ProcessHandle.of(before).orElseThrow().destroyForcibly();

      await().until(() -> postgres.pid() != before);
      assertThat(ask(postgres, "SELECT word FROM survivor")).isEqualTo("alive");
      execute(postgres, "DROP TABLE survivor");
    }
  }

  /// As in a container whose first process is Headroom: nobody collects the dead server, so its
  /// process id seems to live on.
  @Test
  void comesBackThoughItsOldProcessIdSeemsToLive() throws Exception {
    var stranger = new ProcessBuilder("sleep", "600").start();
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      var before = postgres.pid();
      var file = dataDir.resolve("postgres/data/postmaster.pid");
      Files.writeString(
          file, Files.readString(file).replaceFirst("^\\d+", Long.toString(stranger.pid())));

      ProcessHandle.of(before).orElseThrow().destroyForcibly();

      await().until(() -> postgres.pid() != before);
      assertThat(ask(postgres, "SELECT 'works'")).isEqualTo("works");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void findsTheServerThatAKilledHeadroomLeft() throws Exception {
    var holder = hold();
    var pid = pidHeldBy(holder);
    assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
        .hasMessageContaining("is in use by process " + holder.pid());

    holder.destroyForcibly().waitFor();

    assertThat(ProcessHandle.of(pid)).isPresent();
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(postgres.pid()).isEqualTo(pid);
      assertThat(ask(postgres, "SELECT 'works'")).isEqualTo("works");
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void startsAfterBothWereKilled() throws Exception {
    var holder = hold();
    var pid = pidHeldBy(holder);
    holder.destroyForcibly().waitFor();
    var server = ProcessHandle.of(pid).orElseThrow();
    server.destroyForcibly();
    server.onExit().get();

    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(ask(postgres, "SELECT 'works'")).isEqualTo("works");
    }
  }

  @Test
  void leavesAStrangerAloneWhoHasItsOldProcessId() throws Exception {
    EmbeddedPostgres.start(dataDir).close();
    var stranger = new ProcessBuilder("sleep", "600").start();
    var data = dataDir.resolve("postgres/data");
    try {
      Files.writeString(
          data.resolve("postmaster.pid"),
          "%d\n%s\n1790000000\n1\n\n127.0.0.1\n  1  1\nready   \n".formatted(stranger.pid(), data));

      try (var postgres = EmbeddedPostgres.start(dataDir)) {
        assertThat(ask(postgres, "SELECT 'works'")).isEqualTo("works");
        assertThat(postgres.pid()).isNotEqualTo(stranger.pid());
      }

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void keepsItsPortUnlessAStrangerTookIt() throws Exception {
    String first;
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      first = postgres.jdbcUrl();
    }
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(postgres.jdbcUrl()).isEqualTo(first);
    }
    var port = Integer.parseInt(first.replaceFirst(".*:(\\d+)/.*", "$1"));
    try (var stranger = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(stranger.isClosed()).isFalse();
      assertThat(postgres.jdbcUrl()).isNotEqualTo(first);
      assertThat(ask(postgres, "SELECT 'works'")).isEqualTo("works");
    }
  }

  @Test
  void refusesDataOfAnotherMajorVersion() throws IOException {
    EmbeddedPostgres.start(dataDir).close();
    var version = dataDir.resolve("postgres/data/PG_VERSION");
    Files.writeString(version, "17\n");
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("must be of PostgreSQL 18, was of 17");
    } finally {
      Files.writeString(version, "18\n");
    }
  }

  @Test
  void tellsTheServersLastWordsWhenItDoesNotStart() throws IOException {
    EmbeddedPostgres.start(dataDir).close();
    var settings = dataDir.resolve("postgres/data/postgresql.conf");
    var good = Files.readString(settings);
    Files.writeString(settings, good + "\nnonsense = on\n");
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("PostgreSQL did not start")
          .hasMessageContaining("unrecognized configuration parameter \"nonsense\"");
    } finally {
      Files.writeString(settings, good);
    }
  }

  private static Process hold() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Holder.class.getName(),
                dataDir.toString()))
        .redirectErrorStream(true)
        .start();
  }

  private static long pidHeldBy(Process holder) throws IOException {
    BufferedReader lines = holder.inputReader();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("holding ")) {
        return Long.parseLong(line.substring("holding ".length()));
      }
    }
    throw new IllegalStateException("the holder said nothing");
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.user(), postgres.password().value());
  }
}
