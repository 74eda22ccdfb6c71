package dev.headroom.command;

import java.util.List;

/// A family of models, as people ask for one: `claude`, `gpt`.
///
/// @param stems what the words of its models' names begin with: `opus` in `claude-opus-4.5`
record Family(String name, List<String> stems) {

  private static final List<Family> KNOWN =
      List.of(
          new Family("claude", List.of("claude", "opus", "sonnet", "haiku")),
          new Family("deepseek", List.of("deepseek")),
          new Family("gemini", List.of("gemini")),
          new Family("glm", List.of("glm")),
          new Family("gpt", List.of("gpt", "chatgpt", "codex", "o1", "o3", "o4")),
          new Family("grok", List.of("grok")),
          new Family("kimi", List.of("kimi", "moonshot")),
          new Family("llama", List.of("llama")),
          new Family("minimax", List.of("minimax")),
          new Family(
              "mistral",
              List.of("mistral", "mixtral", "codestral", "magistral", "devstral", "ministral")),
          new Family("qwen", List.of("qwen", "qwq")));

  /// Those whose models go by other names too, and those that several vendors serve.
  static List<Family> known() {
    return KNOWN;
  }

  /// One whose models are all called like it.
  static Family called(String name) {
    return new Family(name, List.of(name));
  }

  /// Whether a word of a model's name says that it is of this family.
  boolean isNamedBy(String word) {
    return stems.stream().anyMatch(stem -> isOf(stem, word));
  }

  /// `qwen3` is of `qwen`, and `gpt4o` of `gpt`; `o11` is not of `o1`.
  private static boolean isOf(String stem, String word) {
    var endsInDigit = Character.isDigit(stem.charAt(stem.length() - 1));
    return word.equals(stem) || (!endsInDigit && word.matches(stem + "[0-9].*"));
  }
}
