package dev.headroom.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A family of models, as people ask for one: `claude`, `gpt`.
///
/// @param stems what the words of its models' names begin with: `opus` in `claude-opus-4.5`
/// @param providers the vendors whose accounts serve this family and no other
record Family(String name, List<String> stems, Set<String> providers) {

  private static final List<Family> ALL =
      List.of(
          new Family(
              "claude",
              List.of("claude", "opus", "sonnet", "haiku"),
              Set.of("anthropic", "claude")),
          new Family("deepseek", List.of("deepseek"), Set.of("deepseek")),
          new Family("gemini", List.of("gemini"), Set.of("gemini")),
          new Family("glm", List.of("glm"), Set.of("zai")),
          new Family(
              "gpt",
              List.of("gpt", "chatgpt", "codex", "o1", "o3", "o4"),
              Set.of("openai", "codex", "azure-openai")),
          new Family("grok", List.of("grok"), Set.of("xai")),
          new Family("kimi", List.of("kimi", "moonshot"), Set.of("kimi", "moonshot")),
          new Family("llama", List.of("llama"), Set.of()),
          new Family("minimax", List.of("minimax"), Set.of("minimax")),
          new Family(
              "mistral",
              List.of("mistral", "mixtral", "codestral", "magistral", "devstral", "ministral"),
              Set.of("mistral")),
          new Family("qwen", List.of("qwen", "qwq"), Set.of()));

  /// Vendors that sell everybody's models.
  private static final Set<String> OF_ALL = Set.of("openrouter");

  static List<Family> all() {
    return ALL;
  }

  /// The family that is called so, or whose vendor is.
  static Optional<Family> find(String typed) {
    var word = typed.strip().toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(family -> family.name.equals(word) || family.providers.contains(word))
        .findFirst();
  }

  /// The family of a model by its id, whatever vendors and regions stand before its name: of
  /// `deepseek-r1-distill-llama-70b` the first that is named.
  static Optional<Family> ofModel(String model) {
    return words(model).flatMap(Family::ofWord).findFirst();
  }

  /// Every family that `text` names, like "Claude and GPT models".
  static Set<String> namedIn(String text) {
    var names = new TreeSet<String>();
    words(text).flatMap(Family::ofWord).map(Family::name).forEach(names::add);
    return names;
  }

  /// Whether an account of `provider` serves this family, whatever it has reported so far.
  boolean isServedBy(String provider) {
    return providers.contains(provider) || isOfAll(provider);
  }

  /// Whether accounts of `provider` serve every family.
  static boolean isOfAll(String provider) {
    return OF_ALL.contains(provider);
  }

  boolean has(String model) {
    return ofModel(model).filter(this::equals).isPresent();
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
  }

  private static Stream<Family> ofWord(String word) {
    return ALL.stream()
        .filter(family -> family.stems.stream().anyMatch(stem -> isOf(stem, word)))
        .limit(1);
  }

  /// `qwen3` is of `qwen`, and `gpt4o` of `gpt`; `o11` is not of `o1`.
  private static boolean isOf(String stem, String word) {
    var endsInDigit = Character.isDigit(stem.charAt(stem.length() - 1));
    return word.equals(stem) || (!endsInDigit && word.matches(stem + "[0-9].*"));
  }
}
