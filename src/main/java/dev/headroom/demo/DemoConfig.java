package dev.headroom.demo;

import java.net.URI;
import java.nio.file.Path;

/// The demo's config file: simulated accounts, budgets, and alerts that go to the console.
public final class DemoConfig {

  private DemoConfig() {}

  /// The file's text.
  ///
  /// @param simulator where the vendors are simulated
  /// @param dataDir where the embedded PostgreSQL keeps its files
  public static String yaml(URI simulator, Path dataDir) {
    return """
    database: {data-dir: '%2$s'}
    console: on
    polling: {every: 1m}
    accounts:
      - id: openai-demo
        provider: openai
        name: OpenAI (demo)
        owner: platform
        key: demo-key-openai
        base-url: %1$s/openai/v1
      - id: anthropic-demo
        provider: anthropic
        name: Anthropic (demo)
        owner: platform
        key: demo-key-anthropic
        base-url: %1$s/anthropic
      - id: openrouter-demo
        provider: openrouter
        name: OpenRouter (demo)
        owner: research
        key: demo-key-openrouter
        base-url: %1$s/openrouter/api/v1
      - id: deepseek-demo
        provider: deepseek
        name: DeepSeek (demo)
        owner: research
        key: demo-key-deepseek
        base-url: %1$s/deepseek
      - id: openai-expired-demo
        provider: openai
        name: OpenAI, expired key (demo)
        key: demo-key-expired
        base-url: %1$s/openai-expired/v1
    channels: {console: "console:terminal"}
    alerts:
      cooldown: 1m
      remind-every: off
      routes:
        - {to: [console]}
    budgets:
      - {for: openai-demo, period: monthly, limit: 600 USD}
      - {for: all, period: daily, limit: 60 USD}
    """
        .formatted(simulator, dataDir.toString().replace("'", "''"));
  }
}
