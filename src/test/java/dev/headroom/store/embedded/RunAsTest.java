package dev.headroom.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunAsTest {

  private static final RunAs REFUSED = new RunAs("refused", List.of("false"), 0, 0);
  private static final RunAs MISSING = new RunAs("missing", List.of("no-such-program"), 0, 0);

  @TempDir private Path dataDir;
  private Home home;
  private Binaries binaries;

  @BeforeEach
  void unpack() throws IOException {
    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwxr-xr-x"));
    home = Home.in(dataDir);
    binaries = Binaries.unpacked(home);
  }

  @Test
  void dropsToAnotherUserWhereNamespacesAreRefused() throws Exception {
    assumeTrue(home.self() == 0, "only root may drop");
    var ways = new ArrayList<RunAs>(List.of(REFUSED, MISSING));
    RunAs.lookUp("nobody").forEach(ways::add);

    var way = RunAs.choose(home, binaries, ways);

    assertThat(way.name()).isEqualTo("nobody");
    assertThat(Home.owner(home.root())).isEqualTo(way.user());
    try (var postgres = EmbeddedPostgres.start(Claim.on(home), new Server(home, binaries, way));
        var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password().value())) {
      assertThat(connection.isValid(5)).isTrue();
      assertThat(Home.owner(Path.of("/proc/" + postgres.pid()))).isEqualTo(way.user());
    }
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(Home.owner(Path.of("/proc/" + postgres.pid()))).isEqualTo(way.user());
    }
  }

  @Test
  void saysWhatToDoWhenNobodyMayRunIt() {
    assertThatThrownBy(() -> RunAs.choose(home, binaries, List.of(REFUSED, MISSING)))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageStartingWith("PostgreSQL refuses to run as root")
        .hasMessageContaining(home.root().toString())
        .hasMessageContaining("start Headroom as another user");
  }
}
