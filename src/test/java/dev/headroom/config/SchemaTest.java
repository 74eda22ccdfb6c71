package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The editors' schema is made of the same declarations that read the file. `-Dgolden=update`
/// rewrites it.
final class SchemaTest {

  private static final Path SCHEMA = Path.of("config/headroom.schema.json");
  private static final Path MISTAKES = Path.of("src/test/resources/config");
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static List<Path> mistakesAboutKeys() throws IOException {
    try (var files = Files.list(MISTAKES)) {
      return files
          .filter(file -> file.getFileName().toString().matches("key-.*\\.yaml"))
          .filter(file -> !file.endsWith("key-twice.yaml"))
          .sorted()
          .toList();
    }
  }

  @Test
  void isWhatTheDeclarationsSay() throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(SCHEMA, generated());
      fail(SCHEMA + " was rewritten; look at the diff and run again without -Dgolden=update");
    }
    assertThat(generated()).isEqualTo(Files.exists(SCHEMA) ? Files.readString(SCHEMA) : "");
  }

  @Test
  void acceptsTheSample() throws IOException {
    assertThat(schema().validate(yaml(Path.of("config/headroom.yaml")))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mistakesAboutKeys")
  void refusesMistakesAboutKeys(Path mistake) throws IOException {
    assertThat(schema().validate(yaml(mistake))).isNotEmpty();
  }

  private static String generated() throws JsonProcessingException {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Headroom's config file");
    schema.putAll(real().schema());
    return MAPPER.writeValueAsString(schema) + "\n";
  }

  private static ConfigFile real() {
    var profiles = Providers.onClassPath().all().stream().map(Provider::profile).toList();
    return new ConfigFile(profiles, name -> Optional.empty(), ConfigFiles.NOW);
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(generated());
  }

  private static JsonNode yaml(Path file) throws IOException {
    var value = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return MAPPER.valueToTree(value);
  }
}
