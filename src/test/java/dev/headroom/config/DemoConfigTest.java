package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.demo.DemoConfig;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The demo's config file is one like any other.
final class DemoConfigTest {

  @Test
  void loads() {
    var config =
        ConfigFiles.ready(
            DemoConfig.yaml(URI.create("http://127.0.0.1:8123"), Path.of("it's here")));

    assertThat(config.database().dataDir()).isEqualTo(Path.of("it's here"));
    assertThat(config.accounts())
        .extracting(setup -> setup.account().id())
        .containsExactly(
            "openai-demo",
            "anthropic-demo",
            "openrouter-demo",
            "deepseek-demo",
            "openai-expired-demo");
    assertThat(config.alerts().routes().getFirst().to()).containsExactly("console:terminal");
  }
}
