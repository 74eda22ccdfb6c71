package dev.headroom.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/// Damages answers in the ways that vendors do.
final class Mutations {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> WORDS =
      List.of("", "x", "-1", "0", "1e40", "NaN", "9223372036854775807", "2026-11-21", "null", "💥");

  private Mutations() {}

  /// `answer` with up to three places changed: dropped, emptied, of another kind, or huge.
  static Answer any(Answer answer, Random random) {
    var headers = new HashMap<String, List<String>>();
    answer
        .headers()
        .forEach((name, values) -> {
          switch (random.nextInt(4)) {
            case 0 -> headers.put(name, List.of(WORDS.get(random.nextInt(WORDS.size()))));
            case 1 -> headers.put("not-" + name, values);
            default -> headers.put(name, values);
          }
        });
    return new Answer(answer.status(), headers, text(answer.text(), random));
  }

  /// `answer` without any number, also none in a text or a header.
  static Answer withoutNumbers(Answer answer) {
    var headers = new HashMap<String, List<String>>();
    answer
        .headers()
        .forEach((name, values) -> {
          if (!values.getFirst().matches("[-+0-9.].*")) {
            headers.put(name, values);
          }
        });
    return new Answer(answer.status(), Map.copyOf(headers), withoutNumbers(answer.text()));
  }

  private static String text(String text, Random random) {
    try {
      var root = NODES.objectNode();
      root.set("root", MAPPER.readTree(text));
      for (var i = random.nextInt(3); i >= 0 && !root.isEmpty(); i--) {
        var places = places(root);
        places.get(random.nextInt(places.size())).accept(anything(random));
      }
      return root.path("root").isMissingNode() ? "" : root.path("root").toString();
    } catch (JsonProcessingException e) {
      return text.isEmpty() ? "x" : text.substring(0, random.nextInt(text.length()));
    }
  }

  private static JsonNode anything(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> NODES.missingNode();
      case 1 -> NODES.nullNode();
      case 2 -> NODES.numberNode(-random.nextInt(1_000_000));
      case 3 -> NODES.numberNode(Long.MAX_VALUE);
      case 4 -> NODES.numberNode(random.nextDouble() * 1e300);
      case 5 -> NODES.booleanNode(random.nextBoolean());
      case 6 -> NODES.arrayNode();
      case 7 -> NODES.objectNode();
      default -> NODES.textNode(WORDS.get(random.nextInt(WORDS.size())));
    };
  }

  /// Every place of the tree, as something that puts another value there.
  private static List<Consumer<JsonNode>> places(JsonNode node) {
    var places = new ArrayList<Consumer<JsonNode>>();
    if (node instanceof ObjectNode object) {
      for (var property : object.properties()) {
        places.add(value -> put(object, property.getKey(), value));
        places.addAll(places(property.getValue()));
      }
    }
    if (node instanceof ArrayNode list) {
      for (var i = 0; i < list.size(); i++) {
        var index = i;
        places.add(value -> put(list, index, value));
        places.addAll(places(list.get(i)));
      }
    }
    return places;
  }

  private static void put(ObjectNode object, String name, JsonNode value) {
    if (value.isMissingNode()) {
      object.remove(name);
    } else {
      object.set(name, value);
    }
  }

  private static void put(ArrayNode list, int index, JsonNode value) {
    if (index < list.size() && value.isMissingNode()) {
      list.remove(index);
    } else if (index < list.size()) {
      list.set(index, value);
    }
  }

  private static String withoutNumbers(String text) {
    try {
      var root = NODES.objectNode();
      root.set("root", MAPPER.readTree(text));
      strip(root);
      return root.path("root").toString();
    } catch (JsonProcessingException e) {
      return text.replaceAll("[0-9]", "");
    }
  }

  /// Texts of several lines are for people, with the numbers among their words.
  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(property -> isNumber(property.getValue()));
      object
          .properties()
          .forEach(property -> {
            if (property.getValue().asText().contains("\n")) {
              property.setValue(
                  NODES.textNode(property.getValue().textValue().replaceAll("[0-9]", "")));
            }
          });
    }
    if (node instanceof ArrayNode list) {
      for (var i = list.size() - 1; i >= 0; i--) {
        if (isNumber(list.get(i))) {
          list.remove(i);
        }
      }
    }
    node.forEach(Mutations::strip);
  }

  static boolean isNumber(JsonNode node) {
    return node.isNumber()
        || (node.isTextual() && node.textValue().matches("[-+$€]?[0-9.,]+([eE%][-+0-9]*)?"));
  }
}
