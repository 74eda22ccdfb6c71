package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.provider.Access.Value;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An address of one's own may hold the version of the vendor's API or leave it out, and it is the
/// only one asked.
final class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "deepseek, base-url, https://gate.test/v1/, https://gate.test/user/balance",
    "deepseek, base-url, https://gate.test, https://gate.test/user/balance",
    "groq, base-url, https://gate.test/openai, https://gate.test/openai/v1/chat/completions",
    "groq, base-url, https://gate.test/openai/v1/, https://gate.test/openai/v1/chat/completions",
    "mistral, base-url, https://gate.test, https://gate.test/v1/chat/completions",
    "mistral, base-url, https://gate.test/v1, https://gate.test/v1/chat/completions",
    "xai, inference-url, https://gate.test, https://gate.test/v1/api-key",
    "xai, inference-url, https://gate.test/v1, https://gate.test/v1/api-key"
  })
  void isUnderstoodEitherWay(String type, String key, String written, URI first) {
    var models = new Value.Texts(List.of("small"));

    assertOnly(
        asked(
            type,
            Map.of(
                key,
                new Value.Text(written),
                "key-kind",
                new Value.Text("inference"),
                "probe-models",
                models)),
        first);
  }

  @ParameterizedTest
  @CsvSource({
    "xai, base-url, https://gate.test/v1, https://gate.test/v1/billing/teams/team-1/usage",
    "xai, base-url, https://gate.test, https://gate.test/v1/billing/teams/team-1/usage",
    "mistral, admin-url, https://console.mistral.ai/api/admin/, https://console.mistral.ai/api/admin/spend-limit"
  })
  void isTheAdministratorsToo(String type, String key, String written, URI first) {
    assertOnly(
        asked(type, Map.of(key, new Value.Text(written), "team", new Value.Text("team-1"))), first);
  }

  private static void assertOnly(List<URI> asked, URI first) {
    assertThat(asked.getFirst()).isEqualTo(first);
    assertThat(asked).extracting(URI::getHost).containsOnly(first.getHost());
  }

  private static List<URI> asked(String type, Map<String, Value> options) {
    var provider = Providers.onClassPath().find(type).orElseThrow();
    var values = new HashMap<>(options);
    values.put("key", new Value.Hidden(new Secret("hush-4711")));
    var access = new Access(type + "-1", provider.profile(), values);
    var api = new Nowhere(new ArrayList<>());
    var thrown =
        catchThrowableOfType(ApiException.class, () -> provider.poll(access, api, Fixtures.NOW));
    assertThat(thrown).hasMessage("NOT_AVAILABLE: nothing is there");
    return api.asked();
  }

  /// Nothing is there, wherever it is looked for.
  private record Nowhere(List<URI> asked) implements Api {
    @Override
    public Answer send(Request request) {
      asked.add(request.url());
      throw ApiException.of(Failure.Kind.NOT_AVAILABLE, "nothing is there");
    }

    @Override
    public Secret accessToken(OAuth oauth, Optional<Secret> refused) {
      throw new AssertionError("nobody logs in");
    }
  }
}
