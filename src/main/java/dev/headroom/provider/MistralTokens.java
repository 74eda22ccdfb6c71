package dev.headroom.provider;

import dev.headroom.usage.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The month's tokens by day and model, of Mistral's usage. Pages, audio and training are counted
/// in other units and left out, and `vibe_usage` is of a time before `vibe_code`.
final class MistralTokens {

  private MistralTokens() {}

  static List<Usage> read(Json answer) {
    var usage = new DailyUsage();
    add(usage, answer.at("completion").at("models").fields());
    for (var more :
        List.of(
            answer.at("chat"),
            answer.at("vibe_code").at("completion"),
            answer.at("libraries_api").at("tokens"))) {
      if (more.at("models").isPresent()) {
        add(usage, more.at("models").fields());
      }
    }
    return usage.readings();
  }

  /// A model's name is `alias::version`. Groups are billed beside each other, so that what was read
  /// from the cache is not among the input.
  private static void add(DailyUsage usage, Map<String, Json> models) {
    for (var model : models.entrySet()) {
      var name = Optional.of(model.getKey().replaceFirst("^.*::", "")).filter(it -> !it.isBlank());
      model
          .getValue()
          .fields()
          .forEach((group, entries) ->
              entries.list().stream()
                  .flatMap(entry -> row(name, group, entry).stream())
                  .forEach(usage::add));
    }
  }

  private static Optional<Usage> row(Optional<String> model, String group, Json entry) {
    if (entry.at("usage_type").findText().filter(type -> !type.equals("tokens")).isPresent()) {
      return Optional.empty();
    }
    var day = entry.at("timestamp").date();
    var count = Optional.of(entry.at("value").count());
    var none = Optional.<Long>empty();
    return switch (group) {
      case "input" -> Optional.of(Usage.ofDay(day, model, count, none, none, none));
      case "cached" -> Optional.of(Usage.ofDay(day, model, count, count, none, none));
      case "output" -> Optional.of(Usage.ofDay(day, model, none, none, count, none));
      default -> Optional.empty();
    };
  }
}
