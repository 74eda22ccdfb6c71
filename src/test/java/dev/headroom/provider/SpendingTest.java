package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.Access.Value;
import dev.headroom.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What polls spend is a question of an account's options.
final class SpendingTest {

  private static final Providers PROVIDERS = Providers.onClassPath();
  private static final String FEW = "a few tokens every 15 minutes";
  private static final String EACH = "a few tokens for each of them every 15 minutes";
  private static final String METRICS = "about 0.01 USD per 1,000 metrics";

  static Stream<Arguments> asking() {
    var model = new Value.Text("small");
    var models = new Value.Texts(List.of("small", "large"));
    return Stream.of(
        Arguments.of("anthropic", "probe-model", model, List.of(FEW + " by probe-model")),
        Arguments.of("litellm", "probe-model", model, List.of(FEW + " by probe-model")),
        Arguments.of("openai", "probe-model", model, List.of(FEW + " by probe-model")),
        Arguments.of(
            "azure-openai", "probe-deployments", models, List.of(EACH + " by probe-deployments")),
        Arguments.of("groq", "probe-models", models, List.of(EACH + " by probe-models")),
        Arguments.of("mistral", "probe-models", models, List.of(EACH + " by probe-models")),
        Arguments.of("xai", "probe-models", models, List.of(EACH + " by probe-models")),
        Arguments.of(
            "bedrock",
            "cost-explorer",
            new Value.Text("true"),
            List.of(METRICS, "about 0.01 USD a request, two or three a day by cost-explorer")));
  }

  static Stream<Arguments> notAsking() {
    return Stream.of(
        Arguments.of("openai", "probe-model", new Value.Text(""), List.of()),
        Arguments.of("groq", "probe-models", new Value.Texts(List.of()), List.of()),
        Arguments.of("bedrock", "cost-explorer", new Value.Text("false"), List.of(METRICS)));
  }

  @ParameterizedTest
  @MethodSource({"asking", "notAsking"})
  void isWhatTheAccountAsksFor(String type, String key, Value value, List<String> spends) {
    assertThat(access(type, Map.of(key, value)).spends()).isEqualTo(spends);
  }

  @Test
  void isNothingWhereNobodyAsks() {
    assertThat(PROVIDERS.types())
        .filteredOn(type -> !access(type, Map.of()).spends().isEmpty())
        .containsExactly("bedrock");
  }

  @Test
  void isNoMoreThanOnceInAQuarterOfAnHourWherePollsAlwaysSpend() {
    assertThat(PROVIDERS.all())
        .extracting(Provider::profile)
        .filteredOn(Profile::spends)
        .allSatisfy(profile -> assertThat(profile.every()).isGreaterThanOrEqualTo(Probe.PAUSE));
  }

  @Test
  void isKnownOfEveryOptionWhoseMeaningSpeaksOfIt() {
    assertThat(PROVIDERS.all())
        .flatExtracting(provider -> provider.profile().options())
        .filteredOn(option -> option.meaning().matches(".*(-token call|USD a request).*"))
        .hasSizeGreaterThanOrEqualTo(asking().toList().size())
        .allSatisfy(option -> assertThat(option.spends()).as(option.key()).isPresent());
  }

  private static Access access(String type, Map<String, Value> values) {
    var all = new HashMap<>(values);
    all.put("key", new Value.Hidden(new Secret("hush")));
    return new Access("acme-1", PROVIDERS.find(type).orElseThrow().profile(), all);
  }
}
