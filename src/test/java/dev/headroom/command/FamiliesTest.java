package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.Access;
import dev.headroom.provider.Api;
import dev.headroom.provider.Profile;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Pool;
import dev.headroom.testing.Team;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FamiliesTest {

  private static final List<New> NEW_ONES =
      List.of(
          new New("acme", Models.of("pinecone")),
          new New("twofold", Models.of("claude", "glm")),
          new New("hub", new Models.OfLogins()));
  private static final Families WITH_NEW_ONES =
      new Families(
          new Providers(
                  Stream.<Provider>concat(Providers.onClassPath().all().stream(), NEW_ONES.stream())
                      .toList())
              .models());

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
    assertThat(Pool.FAMILIES.ofModel(model).map(Family::name).orElse(null)).isEqualTo(family);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Claude,claude",
    "anthropic,claude",
    "azure-openai,gpt",
    "zai,glm",
    "llama,llama",
    "acme,pinecone",
    "pinecone,pinecone",
    "twofold,",
    "openrouter,",
    "cliproxyapi,",
    "unheard-of,"
  })
  void findsAFamilyByItsNameOrByTheOnlyVendorThatServesIt(String typed, String family) {
    assertThat(WITH_NEW_ONES.find(typed).map(Family::name).orElse(null)).isEqualTo(family);
  }

  /// A new provider is one file: nothing of commands names it.
  @Test
  void offersWhatANewProviderServes() {
    var accounts =
        List.of(
            Pool.account("ours", "acme", Pool.window("Week", 25, 7)),
            Pool.account("theirs", "twofold", Pool.window("Week", 30, 7)));

    assertThat(WITH_NEW_ONES.words(accounts, Team.NOW))
        .containsExactly("all", "claude", "glm", "pinecone");
    assertThat(ask(accounts, "best pinecone"))
        .isEqualTo("Best for pinecone: ours, 75% left, resets in 7h");
    assertThat(ask(accounts, "best pinecone-2-mini"))
        .isEqualTo("Best for pinecone: ours, 75% left, resets in 7h");
    assertThat(ask(accounts, "best claude"))
        .isEqualTo("Best for claude: theirs, 70% left, resets in 7h");
  }

  @Test
  void readsTheLoginsOfANewProxy() {
    var accounts =
        List.of(
            Pool.account(
                "proxy",
                "hub",
                Pool.window("claude ori 5h", 100, 1),
                Pool.window("claude ada 5h", 30, 3)));

    assertThat(ask(accounts, "best claude"))
        .isEqualTo("Best for claude: proxy, 70% left, resets in 3h");
  }

  private static String ask(List<Current> accounts, String line) {
    Refresh unused = scope -> new Refresh.Outcome(0, 0, 0);
    var command = new QuotaCommand(FakeViews.of(accounts), unused, WITH_NEW_ONES);
    return Ask.as(Ask.MEMBER, command, line).summary();
  }

  private record New(String type, Models models) implements Provider {

    @Override
    public Profile profile() {
      return new Profile(
          type, type, "a key", List.of(), Set.of(), Duration.ofMinutes(5), "free", false);
    }

    @Override
    public Report poll(Access access, Api api, Instant now) {
      return Report.of(List.of());
    }
  }
}
