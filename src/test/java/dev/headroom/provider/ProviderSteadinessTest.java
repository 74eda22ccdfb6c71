package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.usage.Report;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What must not change a report: fields that are new, numbers in texts, and where Headroom runs.
@ParameterizedClass(name = "{0}")
@MethodSource("types")
final class ProviderSteadinessTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Providers PROVIDERS = Providers.onClassPath();

  /// Objects whose fields are data: another one is another model.
  private static final Set<String> MAPS = Set.of("models", "by_model");

  private final String type;

  ProviderSteadinessTest(String type) {
    this.type = type;
  }

  static Stream<String> types() {
    return PROVIDERS.types().stream();
  }

  private Provider provider() {
    return PROVIDERS.find(type).orElseThrow();
  }

  @Test
  void isNotMovedByFieldsThatAreNew() {
    assertThat(changed(tree -> addTo(tree, ""))).isEqualTo(FixtureApi.poll(provider()));
  }

  private static void addTo(JsonNode node, String name) {
    node.properties().forEach(field -> addTo(field.getValue(), field.getKey()));
    if (node instanceof ArrayNode list) {
      list.forEach(item -> addTo(item, ""));
    }
    if (node instanceof ObjectNode object && !MAPS.contains(name) && !isOfLists(object)) {
      object.putObject("brand_new").putArray("values").add(1).addNull().add("text");
    }
  }

  /// Headers, and figures by their kind: these too are maps.
  private static boolean isOfLists(ObjectNode object) {
    return object.properties().stream().allMatch(field -> field.getValue().isArray());
  }

  @Test
  void readsNumbersInTexts() {
    assertThat(changed(ProviderSteadinessTest::quote)).isEqualTo(FixtureApi.poll(provider()));
  }

  private static void quote(JsonNode node) {
    node.forEach(ProviderSteadinessTest::quote);
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(quoted(field.getValue())));
    }
    if (node instanceof ArrayNode list) {
      for (var i = 0; i < list.size(); i++) {
        list.set(i, quoted(list.get(i)));
      }
    }
  }

  private static JsonNode quoted(JsonNode value) {
    return value.isNumber() ? MAPPER.getNodeFactory().textNode(value.asText()) : value;
  }

  @ParameterizedTest
  @CsvSource({"tr-TR, Asia/Kolkata", "ar-EG-u-nu-arab, America/St_Johns", "de-DE, Pacific/Apia"})
  void readsTheSameWhereverItRuns(String language, String zone) {
    var whole = FixtureApi.poll(provider());
    var locale = Locale.getDefault();
    var home = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      TimeZone.setDefault(TimeZone.getTimeZone(zone));

      assertThat(FixtureApi.poll(provider())).isEqualTo(whole);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(home);
    }
  }

  private Report changed(Consumer<JsonNode> change) {
    UnaryOperator<Answer> each =
        answer -> new Answer(answer.status(), answer.headers(), changed(answer.text(), change));
    return FixtureApi.pollChanged(provider(), each);
  }

  /// What is no JSON stays as it is.
  private static String changed(String text, Consumer<JsonNode> change) {
    try {
      var tree = MAPPER.readTree(text);
      change.accept(tree);
      return tree.toString();
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
