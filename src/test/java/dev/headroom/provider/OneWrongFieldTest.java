package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An answer that a poll can do without spoils no more of it when one of its fields has changed.
final class OneWrongFieldTest {

  private static final Providers PROVIDERS = Providers.onClassPath();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Answer NOTHING = new Answer(200, Map.of(), "{}");

  static Stream<Provider> all() {
    return PROVIDERS.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void failsNoPollThatGoesOnWithoutTheAnswer(Provider provider) {
    var routes = Fixtures.of(provider.profile().type()).routes();

    assertThat(IntStream.range(0, routes.size()))
        .filteredOn(index -> survives(provider, routes, index, NOTHING))
        .allSatisfy(index ->
            assertThat(damaged(routes.get(index).answer()))
                .as(routes.get(index).request())
                .allMatch(answer -> survives(provider, routes, index, answer)));
  }

  private static boolean survives(
      Provider provider, List<Fixtures.Route> routes, int index, Answer answer) {
    var changed = new ArrayList<>(routes);
    changed.set(index, FixtureApi.answering(routes.get(index), answer));
    try {
      FixtureApi.poll(provider, Map.of(), changed);
      return true;
    } catch (ApiException e) {
      return false;
    }
  }

  /// `answer` once for each place of it, with a list of a list there, which nobody reads.
  private static List<Answer> damaged(Answer answer) {
    try {
      var root = MAPPER.readTree(answer.text());
      return IntStream.range(0, places(root).size())
          .mapToObj(place -> {
            var copy = root.deepCopy();
            places(copy).get(place).run();
            return new Answer(answer.status(), answer.headers(), copy.toString());
          })
          .toList();
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  /// Every place of the tree, as what damages it.
  private static List<Runnable> places(JsonNode node) {
    var places = new ArrayList<Runnable>();
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> {
            places.add(() -> object.set(field.getKey(), MAPPER.createArrayNode().addArray()));
            places.addAll(places(field.getValue()));
          });
    }
    if (node instanceof ArrayNode list) {
      IntStream.range(0, list.size())
          .forEach(index -> {
            places.add(() -> list.set(index, MAPPER.createArrayNode().addArray()));
            places.addAll(places(list.get(index)));
          });
    }
    return places;
  }
}
