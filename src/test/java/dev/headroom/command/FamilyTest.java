package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FamilyTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "anthropic/claude-sonnet-4.5,claude",
    "us.anthropic.claude-opus-4-1-v1:0,claude",
    "Opus,claude",
    "models/gemini-3-pro,gemini",
    "openai/gpt-oss-120b,gpt",
    "gpt4o,gpt",
    "o3-mini,gpt",
    "grok-4-fast,grok",
    "z-ai/glm-4.6,glm",
    "moonshotai/Kimi-K2,kimi",
    "accounts/fireworks/models/deepseek-v3p1,deepseek",
    "deepseek-r1-distill-llama-70b,deepseek",
    "meta-llama/llama-3.3-70b,llama",
    "Qwen/Qwen3-Coder,qwen",
    "codestral-latest,mistral",
    "o11,",
    "whisper-large-v3,"
  })
  void knowsTheFamilyOfAModel(String model, String family) {
    assertThat(Family.ofModel(model).map(Family::name).orElse(null)).isEqualTo(family);
  }
}
