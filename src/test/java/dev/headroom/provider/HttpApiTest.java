package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpApiTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Secret KEY = new Secret("hush-4711-hush");

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().gzipDisabled(false))
          .build();

  @RegisterExtension
  static final WireMockExtension ELSEWHERE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Clock clock = new Clock();
  private final List<Duration> pauses = new ArrayList<>();
  private final Http http = new Http("1.2.3", clock, new MemoryLogins(), this::pause, () -> 0.5);

  /// A clock that only sleeping moves.
  private static final class Clock implements InstantSource {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }
  }

  private void pause(Duration time) {
    pauses.add(time);
    clock.now = clock.now.plus(time);
  }

  @Test
  void sendsQueryHeadersAndCredential() {
    SERVER.stubFor(get(urlPathEqualTo("/v1/costs")).willReturn(okJson("{\"a\": 1}")));

    var answer =
        api()
            .send(
                Request.get(base(), "/v1/costs")
                    .query("group_by[]", "model", "a b")
                    .header("x-version", "2")
                    .bearer(KEY));

    assertThat(answer.json().at("a").count()).isEqualTo(1);
    SERVER.verify(
        getRequestedFor(urlEqualTo("/v1/costs?group_by%5B%5D=model&group_by%5B%5D=a%20b"))
            .withHeader("Authorization", equalTo("Bearer hush-4711-hush"))
            .withHeader("x-version", equalTo("2"))
            .withHeader("User-Agent", equalTo("Headroom/1.2.3 (+https://headroom.dev)"))
            .withHeader("Accept-Encoding", equalTo("gzip")));
  }

  @Test
  void letsARequestNameItsOwnUserAgent() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok()));

    api().send(Request.get(base(), "/").header("User-Agent", "claude-code/2.1"));

    SERVER.verify(getRequestedFor(anyUrl()).withHeader("User-Agent", equalTo("claude-code/2.1")));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 529})
  void asksThreeTimesWhereTheProviderFails(int status) {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));

    var failure = failure(Request.get(base(), "/"));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    SERVER.verify(3, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @CsvSource({
    "400,NOT_AVAILABLE",
    "401,AUTH",
    "402,EXHAUSTED",
    "403,FORBIDDEN",
    "404,NOT_AVAILABLE",
    "429,RATE_LIMITED"
  })
  void doesNotAskAgainWhereThatIsNoHelp(int status, Kind kind) {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));

    assertThat(failure(Request.get(base(), "/")).kind()).isEqualTo(kind);
    assertThat(pauses).isEmpty();
    SERVER.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void sendsAProbeOnce() {
    SERVER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(503)));

    failure(Request.post(base(), "/").json("{}").asProbe());

    assertThat(SERVER.getAllServeEvents()).hasSize(1);
  }

  @Test
  void recoversFromABrokenConnection() {
    recovers(aResponse().withFault(Fault.EMPTY_RESPONSE));

    assertThat(api().send(Request.get(base(), "/")).text()).isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 3, 3000",
    "Retry-After, 0, 500",
    "Retry-After, 'Sat, 21 Nov 2026 12:00:07 GMT', 7000",
    "retry-after-ms, 1500, 1500"
  })
  void waitsAsLongAsAShortRetryAfterSays(String name, String value, long millis) {
    recovers(aResponse().withStatus(429).withHeader(name, value));

    assertThat(api().send(Request.get(base(), "/")).text()).isEqualTo("yes");
    assertThat(pauses).containsExactly(Duration.ofMillis(millis));
  }

  @Test
  void tellsWhenToComeBackInsteadOfWaitingLong() {
    SERVER.stubFor(
        get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));

    var failure = failure(Request.get(base(), "/"));

    assertThat(failure.retryAt()).contains(Instant.parse("2026-11-21T13:00:00Z"));
    assertThat(pauses).isEmpty();
  }

  @Test
  void doesNotWaitPastItsDeadline() {
    SERVER.stubFor(
        get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "4")));
    var api = http.open(new Plain(), access(), Duration.ofSeconds(3));

    assertThatThrownBy(() -> api.send(Request.get(base(), "/"))).isInstanceOf(ApiException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void givesUpOnASlowProvider() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok().withFixedDelay(5_000)));
    var api = http.open(new Plain(), access(), Duration.ofMillis(300));

    var thrown = catchThrowableOfType(ApiException.class, () -> api.send(Request.get(base(), "/")));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(thrown).hasMessageContaining("in time");
  }

  @Test
  void refusesToStartAfterTheDeadline() {
    var api = api();
    clock.now = clock.now.plus(TIMEOUT);

    assertThatThrownBy(() -> api.send(Request.get(base(), "/")))
        .hasMessage("UNREACHABLE: no answer within 20.0 s");
  }

  @Test
  void readsCompressedAnswers() {
    SERVER.stubFor(get(anyUrl()).willReturn(okJson("[" + "1,".repeat(5_000) + "1]")));

    var answer = api().send(Request.get(base(), "/"));

    assertThat(answer.json().list()).hasSize(5_001);
  }

  @Test
  void readsNoMoreThanFiveMegabytesHoweverSmallTheyTravel() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok(" ".repeat((5 << 20) + 1))));

    assertThat(failure(Request.get(base(), "/")).kind()).isEqualTo(Kind.UNREADABLE);
    SERVER.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void followsRedirectsWithinItsOrigin() {
    SERVER.stubFor(get("/old").willReturn(redirect("/new")));
    SERVER.stubFor(get("/new").willReturn(ok("yes")));

    assertThat(api().send(Request.get(base(), "/old")).text()).isEqualTo("yes");
  }

  @Test
  void followsNoMoreThanThreeRedirects() {
    SERVER.stubFor(get(anyUrl()).willReturn(redirect("/again")));

    assertThat(failure(Request.get(base(), "/")).kind()).isEqualTo(Kind.NOT_AVAILABLE);
    SERVER.verify(4, getRequestedFor(anyUrl()));
  }

  @Test
  void neverFollowsARedirectToAnotherOrigin() {
    SERVER.stubFor(any(anyUrl()).willReturn(redirect(ELSEWHERE.baseUrl() + "/steal")));

    var failure = failure(Request.get(base(), "/").bearer(KEY));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_AVAILABLE);
    assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
  }

  @Test
  void takesARedirectOfACookieProviderForTheEndOfTheSession() {
    SERVER.stubFor(get("/page").willReturn(redirect("/sign-in")));

    var failure = failure(Request.get(base(), "/page").withoutRedirects());

    assertThat(failure.kind()).isEqualTo(Kind.AUTH);
    assertThat(failure.reason()).isEqualTo("the session has ended; sign in again (302)");
  }

  @Test
  void sendsNothingToAnOriginThatTheAccountDidNotConfigure() {
    assertThatThrownBy(() -> api().send(Request.get(URI.create(ELSEWHERE.baseUrl()), "/")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("account acme-1: http://localhost:");
    assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
  }

  @Test
  void sendsNoCredentialInTheClear() {
    var far = access("http://api.example.com");

    assertThatThrownBy(() ->
            http.open(new Plain(), far, TIMEOUT)
                .send(Request.get(URI.create("http://api.example.com"), "/").bearer(KEY)))
        .hasMessage(
            "NOT_AVAILABLE: the configured address must be https outside of your own network, was"
                + " http");
  }

  @Test
  void saysWhichHostItCannotReach() {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThat(failure(Request.get(base(), "/")).reason())
        .isEqualTo("the connection to localhost broke");
  }

  @Test
  void keepsAnAnswerAsLongAsItIsAskedTo() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok()));
    var hourly = Request.get(base(), "/names").keptFor(Duration.ofHours(1));

    api().send(hourly);
    clock.now = clock.now.plus(Duration.ofMinutes(59));
    api().send(hourly);
    SERVER.verify(1, getRequestedFor(anyUrl()));

    clock.now = clock.now.plus(Duration.ofMinutes(1));
    api().send(hourly);
    SERVER.verify(2, getRequestedFor(anyUrl()));
  }

  @Test
  void replacesAKeptAnswerWhenAskedForAFreshOne() {
    SERVER.stubFor(
        get(anyUrl())
            .inScenario("s")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("renewed")
            .willReturn(ok("old")));
    SERVER.stubFor(
        get(anyUrl()).inScenario("s").whenScenarioStateIs("renewed").willReturn(ok("new")));
    var token = Request.get(base(), "/token").keptFor(Duration.ofHours(1));

    api().send(token);
    api().send(token.keptFor(Duration.ZERO));

    assertThat(api().send(token).text()).isEqualTo("new");
  }

  @Test
  void keepsAnswersOfAccountsApart() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok()));
    var hourly = Request.get(base(), "/names").keptFor(Duration.ofHours(1));

    api().send(hourly);
    http.open(
            new Plain(),
            new Access("acme-2", new Plain().profile(), values(base().toString())),
            TIMEOUT)
        .send(hourly);

    SERVER.verify(2, getRequestedFor(anyUrl()));
  }

  @Test
  void letsTheProviderSayWhatAnAnswerMeans() {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(418)));

    assertThat(failure(Request.get(base(), "/")).kind()).isEqualTo(Kind.NO_PLAN);
  }

  @Test
  void neverRepeatsTheCredentialThatAVendorEchoes() {
    SERVER.stubFor(
        get(anyUrl())
            .willReturn(
                aResponse().withStatus(401).withBody("{\"error\": \"bad key hush-4711-hush!\"}")));

    var thrown =
        catchThrowableOfType(
            ApiException.class, () -> api().send(Request.get(base(), "/").bearer(KEY)));

    assertThat(thrown).hasMessage("AUTH: the credential was refused (401): bad key ***!");
    assertThat(thrown.answer().orElseThrow().toString()).doesNotContain("4711");
  }

  private void recovers(ResponseDefinitionBuilder first) {
    SERVER.stubFor(
        get(anyUrl())
            .inScenario("s")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("up")
            .willReturn(first));
    SERVER.stubFor(get(anyUrl()).inScenario("s").whenScenarioStateIs("up").willReturn(ok("yes")));
  }

  private static ResponseDefinitionBuilder redirect(String to) {
    return aResponse().withStatus(302).withHeader("Location", to);
  }

  private Failure failure(Request request) {
    return catchThrowableOfType(ApiException.class, () -> api().send(request)).failure();
  }

  private Api api() {
    return http.open(new Plain(), access(), TIMEOUT);
  }

  private static URI base() {
    return URI.create(SERVER.baseUrl());
  }

  private static Access access() {
    return access(base().toString());
  }

  private static Access access(String base) {
    return new Access("acme-1", new Plain().profile(), values(base));
  }

  private static Map<String, Access.Value> values(String base) {
    return Map.of("key", new Access.Value.Hidden(KEY), "base-url", new Access.Value.Text(base));
  }

  /// A provider of which only the profile and the hook matter.
  private record Plain() implements Provider {
    @Override
    public Profile profile() {
      return new Profile(
          "acme",
          "Acme",
          "A key.",
          List.of(Option.secret("key", "k"), Option.url("base-url", "https://acme.test", "u")),
          java.util.Set.of(),
          Duration.ofMinutes(5),
          "free",
          false);
    }

    @Override
    public dev.headroom.usage.Report poll(Access access, Api api, Instant now) {
      return dev.headroom.usage.Report.of(List.of());
    }

    @Override
    public Optional<Kind> classify(Answer answer) {
      return answer.status() == 418 ? Optional.of(Kind.NO_PLAN) : Optional.empty();
    }
  }
}
