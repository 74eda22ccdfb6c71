package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.usage.Failure.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

  private static final List<Consumer<Json>> READERS =
      List.of(
          Json::text,
          Json::name,
          Json::flag,
          Json::decimal,
          Json::amount,
          Json::count,
          Json::instant,
          Json::date,
          Json::epochSeconds,
          Json::findEpochMillis,
          Json::listOrEmpty,
          Json::fields,
          json -> json.at("a").at("b").findText());

  @ParameterizedTest
  @CsvSource({"12.50, 12.50", "'\"12.50\"', 12.50", "80.0, 80.0", "1e3, 1000", "-4, -4"})
  void readsNumbersAlsoFromText(String text, BigDecimal number) {
    assertThat(Json.parse(text).decimal()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\"", "\"12,50\"", "\"NaN\"", "1e400", "\"1e99\"", "true", "[1]", "1e-99"})
  void takesNothingElseForANumber(String text) {
    assertThatThrownBy(() -> Json.parse(text).decimal()).hasMessageStartingWith("UNREADABLE: $:");
  }

  @Test
  void tellsAbsentFromZero() {
    var json = Json.parse("{\"zero\": 0, \"none\": null}");

    assertThat(json.at("zero").findDecimal()).contains(BigDecimal.ZERO);
    assertThat(json.at("none").findDecimal()).isEmpty();
    assertThat(json.at("gone").at("deeper").findDecimal()).isEmpty();
  }

  @Test
  void namesThePathOfWhatIsWrong() {
    var json = Json.parse("{\"data\": [{\"amount\": {\"value\": \"secret\"}}]}");

    assertThatThrownBy(() -> json.at("data").list().getFirst().at("amount").at("value").decimal())
        .hasMessage("UNREADABLE: $.data[0].amount.value: expected a number, found text");
  }

  @Test
  void showsNoNamesThatAreData() {
    var json = Json.parse("{\"sk-secret\": true}");

    assertThatThrownBy(() -> List.copyOf(json.fields().values()).getFirst().count())
        .hasMessage("UNREADABLE: $.*: expected a number, found true or false");
  }

  @Test
  void readsNothingOutOfAValueThatIsNoObject() {
    assertThatThrownBy(() -> Json.parse("[]").at("data"))
        .hasMessage("UNREADABLE: $: expected an object, found a list");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'expected JSON, found nothing'",
    "'<html>', 'expected JSON, found a web page'",
    "'{\"a\":', 'expected JSON, found none'",
    "'{} {}', 'expected JSON, found none'"
  })
  void saysWhatItGotInsteadOfJson(String text, String reason) {
    assertThatThrownBy(() -> Json.parse(text)).hasMessage("UNREADABLE: " + reason);
  }

  @Test
  void readsTimesOfOurTimeOnly() {
    assertThat(Json.parse("1795305600").epochSeconds())
        .isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
    assertThat(Json.parse("\"2026-11-21T14:30:00.412087+00:00\"").instant())
        .isEqualTo(Instant.parse("2026-11-21T14:30:00.412087Z"));
    assertThatThrownBy(() -> Json.parse("1e18").epochSeconds()).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> Json.parse("\"+99999-01-01T00:00:00Z\"").instant())
        .isInstanceOf(ApiException.class);
  }

  @Property(seed = "15")
  void failsOnNoTextButAsUnreadable(@ForAll String text) {
    READERS.forEach(reader -> assertReads(text, reader));
    READERS.forEach(reader -> assertReads("\"" + text + "\"", reader));
    READERS.forEach(reader -> assertReads("{\"a\": {\"b\": " + text + "}}", reader));
  }

  @Property(seed = "16")
  void failsOnNoNumberButAsUnreadable(@ForAll double number, @ForAll int exponent) {
    READERS.forEach(reader -> assertReads(String.valueOf(number), reader));
    READERS.forEach(reader -> assertReads("7e" + exponent, reader));
  }

  private static void assertReads(String text, Consumer<Json> reader) {
    try {
      reader.accept(Json.parse(text));
    } catch (ApiException e) {
      assertThat(e.failure().kind()).isEqualTo(Kind.UNREADABLE);
    }
  }

  @Test
  void readsWhatALibraryReadAsStrictly() {
    assertThat(Json.of("$.Value", 5.4e9).amount()).isEqualTo(new BigDecimal("5400000000"));
    assertThat(Json.of("$.Name", " x ").name()).isEqualTo("x");
    assertThatThrownBy(() -> Json.of("$.Value", Double.NaN).decimal())
        .hasMessage("UNREADABLE: $.Value: expected a number, found a number");
    assertThatThrownBy(() -> Json.of("$.Value", null).decimal())
        .hasMessage("UNREADABLE: $.Value: expected a number, found nothing");
  }
}
