package dev.headroom.config;

import dev.headroom.config.Loaded.Ready;
import dev.headroom.provider.Option;
import dev.headroom.provider.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Config texts read in a known world: a few profiles, a few variables, a fixed moment.
final class ConfigFiles {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "EMPTY", "",
          "HUSH", "hush-hush-hush",
          "TOKEN", "t0ken");

  private ConfigFiles() {}

  static ConfigFile known() {
    return with(ENVIRONMENT);
  }

  static ConfigFile with(Map<String, String> environment) {
    return new ConfigFile(profiles(), name -> Optional.ofNullable(environment.get(name)), NOW);
  }

  static Config ready(String yaml) {
    return switch (known().parse("headroom.yaml", yaml)) {
      case Ready(var config) -> config;
      case Loaded.Broken(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  static List<Profile> profiles() {
    return List.of(
        vendor("openai", "OpenAI", "https://api.openai.com/v1", Duration.ofMinutes(5)),
        vendor("anthropic", "Anthropic", "https://api.anthropic.com", Duration.ofMinutes(5)),
        vendor("deepseek", "DeepSeek", "https://api.deepseek.com", Duration.ofMinutes(15)),
        vendor("openrouter", "OpenRouter", "https://openrouter.ai/api/v1", Duration.ofMinutes(5)));
  }

  private static Profile vendor(String type, String title, String url, Duration every) {
    return new Profile(
        type,
        title,
        "Get an admin key in the settings of " + title,
        List.of(
            Option.secret("key", "the key that reads usage"),
            Option.url("base-url", url, "where it is asked")),
        Set.of(),
        every,
        "free",
        false);
  }

  /// A provider with an option of every form, whose polls spend money.
  static Profile acme() {
    return new Profile(
        "acme",
        "Acme AI",
        "get a key from Acme",
        List.of(
            Option.secret("key", "the key"),
            Option.secret("webhook-secret", "another secret").optional(),
            Option.text("project", "the project").mandatory(),
            Option.url("base-url", "https://acme.example/v1", "where it is asked"),
            Option.number("monthly-cap", "a number"),
            Option.flag("probe", "whether to probe"),
            Option.choice("plan", List.of("free", "pro"), "free", "the plan"),
            Option.list("models", "several texts"),
            Option.table("limits", List.of("rpm", "rpd"), "numbers by model")),
        Set.of(),
        Duration.ofHours(6),
        "one request of one token",
        true);
  }
}
