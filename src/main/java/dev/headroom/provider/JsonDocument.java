package dev.headroom.provider;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.headroom.usage.Failure;

/// Whole texts of JSON: what vendors send and what is sent to them. Numbers keep every digit.
final class JsonDocument {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(200).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  private JsonDocument() {}

  /// @throws ApiException unreadable, when `text` is no JSON
  static JsonNode read(String text) {
    try {
      var node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw unreadable("expected JSON, found nothing");
      }
      return node;
    } catch (JacksonException | NumberFormatException e) {
      // The second is what Jackson lets out for an exponent beyond an int.
      var start = text.stripLeading();
      throw unreadable(
          start.startsWith("<") ? "expected JSON, found a web page" : "expected JSON, found none");
    }
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("json: must be plain values, was " + value.getClass(), e);
    }
  }

  /// `value` as if it had been read.
  static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  private static ApiException unreadable(String reason) {
    return ApiException.of(Failure.Kind.UNREADABLE, reason);
  }
}
