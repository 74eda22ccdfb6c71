package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GroqTest {

  private static final Groq GROQ = new Groq();
  private static final Fixtures FIXTURES = Fixtures.of("groq");
  private static final String CHAT = "POST /openai/v1/chat/completions";
  private static final String MODEL = "openai/gpt-oss-20b";

  @Test
  void readsRequestsOfTheDayAndTokensOfTheMinute() {
    assertThat(FixtureApi.poll(GROQ).readings())
        .containsExactly(
            requests("13902", "2026-11-21T12:03:12.040Z"),
            tokens()
                .withRemaining(new BigDecimal("17210"), new BigDecimal("18000"))
                .withResetsAt(Instant.parse("2026-11-21T12:00:08.210Z")));
  }

  @Test
  void readsTheDailyTokensThatOnlyARefusalTells() {
    assertThat(probe("error_429_tpd.json", "error_429_tpd.headers").readings())
        .containsExactly(
            requests("14001", "2026-11-21T12:41:12Z"),
            tokens()
                .withRemaining(new BigDecimal("16000"), new BigDecimal("18000"))
                .withResetsAt(Instant.parse("2026-11-21T12:00:06.700Z")),
            Quota.named(MODEL + ": tokens/day", "tokens")
                .withMembers(List.of(MODEL))
                .withLimit(new BigDecimal("200000"))
                .withUsed(new BigDecimal("198340"))
                .withWindow(Duration.ofDays(1))
                .withBlocked());
  }

  @Test
  void readsARefusalWithoutHeaders() {
    assertThat(probe("error_429_rpm.json", "error_429_rpm.headers").readings())
        .containsExactly(
            Quota.named(MODEL + ": requests/min", "requests")
                .withMembers(List.of(MODEL))
                .withLimit(new BigDecimal("30"))
                .withUsed(new BigDecimal("30"))
                .withWindow(Duration.ofMinutes(1))
                .withBlocked());
  }

  @Test
  void readsTheAudioThatOnlyARefusalTells() {
    assertThat(probe("error_429_ash.json", "error_429_rpm.headers").readings())
        .containsExactly(
            Quota.named(MODEL + ": audio seconds/hour", "audio seconds")
                .withMembers(List.of(MODEL))
                .withLimit(new BigDecimal("7200"))
                .withUsed(new BigDecimal("7196"))
                .withWindow(Duration.ofHours(1))
                .withBlocked());
  }

  @Test
  void knowsNothingOfAHeaderThatIsMissingOrNoNumber() {
    assertThat(probe("chat_completion.json", "chat_completion_damaged.headers").readings())
        .containsExactly(tokens().withLimit(new BigDecimal("18000")));
  }

  @Test
  void spendsNothingUnlessAskedTo() {
    var access =
        FIXTURES.access(GROQ.profile(), Map.of("probe-models", new Access.Value.Texts(List.of())));
    var models =
        new Fixtures.Route(
            "GET /openai/v1/models", Map.of(), Optional.empty(), FIXTURES.answer("models.json"));
    var api = new FixtureApi(GROQ, access, Fixtures.NOW, List.of(models));

    assertThat(GROQ.poll(access, api, Fixtures.NOW)).isEqualTo(Report.of(List.of()));
    assertThat(api.sent()).extracting(Request::method).containsExactly("GET");
  }

  @Test
  void callsEachModelForOneTokenAndNeverTwice() {
    var access = FIXTURES.access(GROQ.profile(), Map.of());
    var api = new FixtureApi(GROQ, access, Fixtures.NOW, FIXTURES.routes());

    GROQ.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.probe()).isTrue();
          assertThat(request.keptFor()).isEqualTo(Duration.ofMinutes(15));
          assertThat(request.body().orElseThrow().text()).contains("\"max_completion_tokens\":1");
        });
  }

  @Test
  void marksTheOneModelThatIsNotThere() {
    var routes = new ArrayList<>(FIXTURES.routes());
    routes.add(
        new Fixtures.Route(
            CHAT, Map.of(), Optional.of("\"none\""), FIXTURES.answer("error_404_model.json", 404)));

    var report =
        FixtureApi.poll(
            GROQ, Map.of("probe-models", new Access.Value.Texts(List.of(MODEL, "none"))), routes);

    assertThat(report.quotas()).hasSize(2);
    assertThat(report.gaps()).extracting(Gap::part).containsExactly("rate limits of none");
  }

  @ParameterizedTest
  @CsvSource({
    "error_401.json, 401, AUTH, 'the credential was refused (401): Invalid API Key; make a new key at console.groq.com/keys'",
    "error_404_model.json, 404, NOT_AVAILABLE, 'what was asked is not there (404): The model `none` does not exist or you do not have access to it'",
    "models.json, 498, UNREACHABLE, 'the provider failed (498)'",
    "models.json, 503, UNREACHABLE, 'the provider failed (503)'",
    "models.json, 429, RATE_LIMITED, 'asked too often (429)'"
  })
  void saysWhatWentWrong(String file, int status, Kind kind, String reason) {
    var failure = FixtureApi.failure(GROQ, file, status);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  /// The vendor's words name the organization.
  @Test
  void saysUntilWhenToStayAwayAndNotWhoWeAre() {
    var access =
        FIXTURES.access(GROQ.profile(), Map.of("probe-models", new Access.Value.Texts(List.of())));
    var models =
        new Fixtures.Route(
            "GET /openai/v1/models",
            Map.of(),
            Optional.empty(),
            FIXTURES.answer("error_429_ash.json", 429));
    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () ->
                GROQ.poll(
                    access,
                    new FixtureApi(GROQ, access, Fixtures.NOW, List.of(models)),
                    Fixtures.NOW));

    assertThat(thrown.failure().reason()).doesNotContain("org_01abcdefgh").contains("(ASH)");
    assertThat(thrown.failure().retryAt()).contains(Fixtures.NOW.plusSeconds(3));
  }

  @Test
  void saysThatAnAnswerHasNoHeaders() {
    assertThatThrownBy(
            () -> FixtureApi.pollChanged(GROQ, any -> FIXTURES.answer("chat_completion.json")))
        .hasMessage("UNREADABLE: no rate limits in the headers of the answer");
  }

  private static Report probe(String body, String headers) {
    return FixtureApi.pollChanged(GROQ, any -> FIXTURES.answer(body, headers));
  }

  private static Quota requests(String left, String reset) {
    return Quota.named(MODEL + ": requests/day", "requests")
        .withMembers(List.of(MODEL))
        .withWindow(Duration.ofDays(1))
        .withRemaining(new BigDecimal(left), new BigDecimal("14400"))
        .withResetsAt(Instant.parse(reset));
  }

  private static Quota tokens() {
    return Quota.named(MODEL + ": tokens/min", "tokens")
        .withMembers(List.of(MODEL))
        .withWindow(Duration.ofMinutes(1));
  }
}
