package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.secret.Secret;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReasonsTest {

  @ParameterizedTest
  @CsvSource({
    "'Incorrect API key provided: sk-admin-****wxyz.', 'Incorrect API key provided: ***'",
    "'key sk-ant-api03-AbC9x is bad', 'key *** is bad'",
    "'in organization `org_01abCD` tier', 'in organization `***` tier'",
    "'in organization org-AbCdEfGhIjKlMn here', 'in organization *** here'",
    "'ask dev1@example.test', 'ask ***'",
    "'Authorization: Bearer abcdefghijk', 'Authorization: ***'",
    "'token eyJhbGciOi.eyJzdWIi.c2ln', '***'",
    "'id 0f0e0d0c-1111-2222-3333-444455556666 unknown', 'id *** unknown'"
  })
  void hidesWhatIsPrivate(String text, String safe) {
    assertThat(Reasons.safe(text, List.of())).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rate limit exceeded: free-models-per-day",
        "Missing scopes: api.usage.read",
        "Add more using https://openrouter.ai/credits",
        "No rate limits found for gpt-5.4-mini-2026-08-11",
        "This request would exceed the organization's limit of 4,000 requests per minute"
      })
  void leavesTheWordsThatHelp(String text) {
    assertThat(Reasons.safe(text, List.of())).isEqualTo(text);
  }

  @Test
  void hidesTheAccountsOwnSecretAlsoEncoded() {
    var secret = new Secret("a b/c");

    assertThat(Reasons.safe("got a b/c or a+b%2Fc", List.of(secret))).isEqualTo("got *** or ***");
  }

  @Test
  void isOneShortLine() {
    assertThat(Reasons.safe("one\n\ttwo\u202e\u0007 three", List.of())).isEqualTo("one two three");
    assertThat(Reasons.safe("word ".repeat(100), List.of())).hasSize(200).endsWith("…");
  }

  @Test
  void showsNoMarkup() {
    assertThat(Reasons.safe("<html>Sign in</html>", List.of())).isEmpty();
    assertThat(Reasons.safe("see <a href='x'>this</a>", List.of())).isEqualTo("see this");
  }

  @Property(seed = "17")
  void neverShowsTheSecret(@ForAll String before, @ForAll String after) {
    var secret = new Secret("hush-4711-hush");

    assertThat(Reasons.safe(before + secret.value() + after, List.of(secret)))
        .doesNotContain(secret.value());
  }
}
