package dev.headroom.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several at once on the server of one data directory, in one process and in several.
final class VisitedPostgresTest {

  @TempDir private static Path dataDir;

  @Test
  void keepsTheServerUntilTheLastVisitorLeaves() throws SQLException {
    var first = VisitedPostgres.in(dataDir);
    var second = VisitedPostgres.in(dataDir);
    first.close();

    assertThat(Visitor.ask(second)).isEqualTo("well");
    second.close();
    assertThat(RunningPostgres.find(dataDir)).isEmpty();
  }

  @Test
  void keepsTheServerForProcessesThatComeAtOnce() throws IOException, InterruptedException {
    try (var first = new Guest();
        var second = new Guest()) {
      assertThat(first.read("visiting")).isEqualTo(second.read("visiting"));

      first.leave();
      assertThat(second.ask()).isEqualTo("well");
      second.leave();
    }
    assertThat(RunningPostgres.find(dataDir)).isEmpty();
  }

  @Test
  void leavesTheServerToAHeadroomThatRuns() throws IOException, InterruptedException {
    try (var guest = new Guest()) {
      guest.read("visiting");
      try (var running = EmbeddedPostgres.start(dataDir)) {
        guest.leave();
        assertThat(RunningPostgres.find(dataDir))
            .map(RunningPostgres::jdbcUrl)
            .contains(running.jdbcUrl());
      }
    }
    assertThat(RunningPostgres.find(dataDir)).isEmpty();
  }

  @Test
  void keepsTheServerOfAHeadroomThatEndsMeanwhile() throws IOException, InterruptedException {
    try (var guest = new Guest()) {
      try (var running = EmbeddedPostgres.start(dataDir)) {
        assertThat(guest.read("visiting")).isEqualTo(running.jdbcUrl());
      }

      assertThat(guest.ask()).isEqualTo("well");
      guest.leave();
    }
    assertThat(RunningPostgres.find(dataDir)).isEmpty();
  }

  @Test
  void waitsForNoneThatWasKilled() throws IOException {
    try (var guest = new Guest()) {
      guest.read("visiting");
    }
    assertThat(RunningPostgres.find(dataDir)).as("left by the dead").isPresent();

    VisitedPostgres.in(dataDir).close();

    assertThat(RunningPostgres.find(dataDir)).isEmpty();
  }

  @Test
  void saysAsWhomToRunItWhereTheDirectoryIsNoDirectory() throws IOException {
    var file = Files.createFile(dataDir.resolve("file"));

    assertThatThrownBy(() -> VisitedPostgres.in(file))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("run this as the user that Headroom runs as");
  }

  /// A visitor in a process of its own, which is killed when it does not leave before.
  private static final class Guest implements AutoCloseable {

    private final Process process;
    private final BufferedReader told;
    private final PrintWriter asked;

    Guest() throws IOException {
      process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      System.getProperty(
                          "surefire.test.class.path", System.getProperty("java.class.path")),
                      Visitor.class.getName(),
                      dataDir.toString()))
              .redirectErrorStream(true)
              .start();
      told = process.inputReader();
      asked = new PrintWriter(process.outputWriter(), true);
    }

    String ask() throws IOException {
      asked.println();
      return read("answered");
    }

    void leave() throws IOException, InterruptedException {
      asked.close();
      read("left");
      process.waitFor();
    }

    /// What follows the next line that begins with `word`.
    String read(String word) throws IOException {
      for (var line = told.readLine(); line != null; line = told.readLine()) {
        if (line.startsWith(word)) {
          return line.substring(word.length()).strip();
        }
      }
      throw new IllegalStateException("the guest never said: " + word);
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }
}
