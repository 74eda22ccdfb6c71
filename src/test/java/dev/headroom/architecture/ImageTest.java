package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.headroom.store.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The image, the compose file, the sample config and the program name the same things.
final class ImageTest {

  private static final String DOCKERFILE = text("Dockerfile");
  private static final String COMPOSE = text("config/compose.yaml");
  private static final String SAMPLE = text("config/headroom.yaml");
  private static final String POM = text("pom.xml");

  /// What the program reads from the environment by itself.
  private static final Set<String> OWN = Set.of("HEADROOM_LOG", "HEADROOM_MASTER_KEY");

  @Test
  void composeHandsOnEveryVariableOfTheSampleAndNoMore() {
    var wanted = words(SAMPLE.replaceAll("#.*", ""), "\\$\\{(\\w+)[:}]");
    wanted.addAll(OWN);
    wanted.removeAll(words(DOCKERFILE, "(HEADROOM_\\w+)="));

    assertThat(service("headroom", "environment"))
        .asInstanceOf(MAP)
        .containsOnlyKeys(wanted.toArray());
  }

  @Test
  void allNameTheSamePort() {
    var port = only(DOCKERFILE, "EXPOSE (\\d+)");

    assertThat(only(SAMPLE, "\\n  port: (\\d+)")).isEqualTo(port);
    assertThat(only(DOCKERFILE, "/dev/tcp/127\\.0\\.0\\.1/(\\d+)")).isEqualTo(port);
    assertThat(only(text("src/main/java/dev/headroom/cli/HealthCommand.java"), "create.*:(\\d+)/"))
        .isEqualTo(port);
    assertThat(service("headroom", "ports"))
        .asInstanceOf(LIST)
        .containsExactly("127.0.0.1:%s:%s".formatted(port, port));
  }

  @Test
  void allNameTheSameFilesAndUser() {
    var config = only(DOCKERFILE, "CMD \\[\"run\", \"--config\", \"([^\"]+)\"]");
    var data = only(DOCKERFILE, "VOLUME (\\S+)");

    assertThat(service("headroom", "volumes"))
        .asInstanceOf(LIST)
        .containsExactly("./headroom.yaml:" + config + ":ro");
    assertThat(only(DOCKERFILE, "HEADROOM_DATA=(\\S+)")).isEqualTo(data);
    assertThat(only(DOCKERFILE, "--home-dir (\\S+)")).isEqualTo(data);
    assertThat(words(DOCKERFILE, "USER (\\S+)")).containsExactly("headroom");
    assertThat(words(DOCKERFILE, "-XX:AOTCache=(\\S+)"))
        .containsExactly("/opt/headroom/headroom.aot");
  }

  @Test
  void theBuildSeesWhatItCopiesAndNothingElse() {
    var copied = words(DOCKERFILE, "\nCOPY ([^-\\s]\\S*) ");

    assertThat(copied).allSatisfy(path -> assertThat(Path.of(path)).exists());
    assertThat(words("\n" + text(".dockerignore"), "\n!(\\S+)")).isEqualTo(copied);
    assertThat(text(".dockerignore")).startsWith("*\n");
  }

  @Test
  void composeStartsTheDatabaseThatTheTestsKnow() {
    var major = only(POM, "<postgresql-binaries.version>(\\d+)");
    var address = entry(service("headroom", "environment"), "DATABASE_URL").toString();
    var url = DatabaseUrl.parse(address.replaceFirst("\\$\\{.*}", "secret"));

    assertThat(service("db", "image")).isEqualTo("postgres:" + major);
    assertThat(url.place()).isEqualTo("db:5432/headroom");
    assertThat(service("db", "environment"))
        .asInstanceOf(MAP)
        .containsEntry("POSTGRES_USER", url.user().orElseThrow())
        .containsEntry("POSTGRES_DB", "headroom");
  }

  @Test
  void theJavaOfTheImageIsTheOneItIsCompiledFor() {
    var release = only(POM, "<release>(\\d+)</release>");

    assertThat(words(DOCKERFILE, "FROM \\S*?temurin\\D(\\d+)")).containsExactly(release);
  }

  private static Object service(String name, String key) {
    var root = new Load(LoadSettings.builder().build()).loadFromString(COMPOSE);
    return entry(entry(entry(root, "services"), name), key);
  }

  private static Object entry(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  private static String only(String text, String pattern) {
    return assertThat(words(text, pattern)).hasSize(1).actual().iterator().next();
  }

  private static Set<String> words(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
