package dev.headroom.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/// Rewrites answers in the ways that vendors may without telling less.
final class Variations {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Variations() {}

  /// `answer` with every number as a text.
  static Answer numbersAsText(Answer answer) {
    return each(
        answer,
        node -> node.isNumber() ? NODES.textNode(node.decimalValue().toPlainString()) : node);
  }

  /// `answer` with null for every number, also for those in texts; without them where none can be.
  static Answer numbersAsNull(Answer answer) {
    return Mutations.withoutNumbers(
        each(answer, node -> Mutations.isNumber(node) ? NODES.nullNode() : node));
  }

  /// `answer` with a field more in every object, except where the fields are data, like models:
  /// there every value is a list or an object.
  static Answer withMoreFields(Answer answer) {
    return each(answer, node -> node instanceof ObjectNode it ? more(it) : node);
  }

  private static ObjectNode more(ObjectNode object) {
    return object.valueStream().anyMatch(JsonNode::isValueNode)
        ? object.put("headroom_never_heard_of", "4711")
        : object;
  }

  private static Answer each(Answer answer, UnaryOperator<JsonNode> change) {
    try {
      var root = MAPPER.readTree(answer.text());
      return new Answer(answer.status(), answer.headers(), each(root, change).toString());
    } catch (JsonProcessingException e) {
      return answer;
    }
  }

  private static JsonNode each(JsonNode node, UnaryOperator<JsonNode> change) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> entry.setValue(each(entry.getValue(), change)));
    }
    if (node instanceof ArrayNode list) {
      for (var i = 0; i < list.size(); i++) {
        list.set(i, each(list.get(i), change));
      }
    }
    return change.apply(node);
  }
}
