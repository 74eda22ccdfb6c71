package dev.headroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HeadroomTest {

  @Test
  void writesItsDigitsTheSameOnEveryHost() throws IOException, InterruptedException {
    var program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.headroom.Headroom",
                "check",
                "--config",
                "src/test/resources/config/not-yaml.yaml")
            .redirectErrorStream(true)
            .start();
    var said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(program.waitFor()).isEqualTo(2);
    assertThat(said).endsWith("headroom: 1 problem, nothing was started\n");
  }
}
