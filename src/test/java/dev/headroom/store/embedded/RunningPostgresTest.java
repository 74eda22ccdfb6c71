package dev.headroom.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningPostgresTest {

  @TempDir private Path dataDir;

  @Test
  void findsTheServerThatAnotherHoldsAndLeavesItAlone() throws Exception {
    try (var held = EmbeddedPostgres.start(dataDir)) {
      var found = RunningPostgres.find(dataDir).orElseThrow();

      assertThat(found.jdbcUrl()).isEqualTo(held.jdbcUrl());
      try (var connection =
          DriverManager.getConnection(found.jdbcUrl(), found.user(), found.password().value())) {
        assertThat(connection.isValid(2)).isTrue();
      }
      assertThat(ProcessHandle.of(held.pid())).isPresent();
      assertThat(found.toString()).doesNotContain(held.password().value());
    }

    assertThat(RunningPostgres.find(dataDir)).as("stopped").isEmpty();
    assertThat(EmbeddedPostgres.isMade(dataDir)).isTrue();
  }

  @Test
  void findsAndMakesNothingWhereNothingIs() {
    var nowhere = dataDir.resolve("nowhere");

    assertThat(RunningPostgres.find(nowhere)).isEmpty();
    assertThat(EmbeddedPostgres.isMade(nowhere)).isFalse();
    assertThat(Files.exists(nowhere)).isFalse();
  }
}
