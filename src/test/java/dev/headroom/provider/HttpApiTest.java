package dev.headroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpApiTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @RegisterExtension
  static final WireMockExtension ELSEWHERE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Outside outside = new Outside(SERVER.baseUrl());

  @Test
  void sendsQueryHeadersAndCredential() {
    SERVER.stubFor(get(urlPathEqualTo("/v1/costs")).willReturn(okJson("{\"a\": 1}")));

    var answer =
        outside
            .api()
            .send(
                Request.get(outside.base(), "/v1/costs")
                    .query("group_by[]", "model", "a b")
                    .query("balance", "")
                    .header("x-version", "2")
                    .bearer(Outside.KEY));

    assertThat(answer.json().at("a").count()).isEqualTo(1);
    SERVER.verify(
        getRequestedFor(urlEqualTo("/v1/costs?group_by%5B%5D=model&group_by%5B%5D=a%20b&balance"))
            .withHeader("Authorization", equalTo("Bearer hush-4711-hush"))
            .withHeader("x-version", equalTo("2"))
            .withHeader("User-Agent", equalTo("Headroom/1.2.3 (+https://headroom.dev)"))
            .withHeader("Accept-Encoding", equalTo("gzip")));
  }

  @Test
  void letsARequestNameItsOwnUserAgent() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok()));

    outside.api().send(Request.get(outside.base(), "/").header("User-Agent", "claude-code/2.1"));

    SERVER.verify(getRequestedFor(anyUrl()).withHeader("User-Agent", equalTo("claude-code/2.1")));
  }

  @Test
  void readsCompressedAnswers() {
    SERVER.stubFor(get(anyUrl()).willReturn(okJson("[" + "1,".repeat(5_000) + "1]")));

    var answer = outside.api().send(Request.get(outside.base(), "/"));

    assertThat(answer.json().list()).hasSize(5_001);
  }

  @Test
  void readsNoMoreThanFiveMegabytesHoweverSmallTheyTravel() {
    SERVER.stubFor(get(anyUrl()).willReturn(ok(" ".repeat((5 << 20) + 1))));

    assertThat(outside.failure(Request.get(outside.base(), "/")).kind()).isEqualTo(Kind.UNREADABLE);
    SERVER.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void followsRedirectsWithinItsOrigin() {
    SERVER.stubFor(get("/old").willReturn(redirect("/new")));
    SERVER.stubFor(get("/new").willReturn(ok("yes")));

    assertThat(outside.api().send(Request.get(outside.base(), "/old")).text()).isEqualTo("yes");
  }

  @Test
  void followsNoMoreThanThreeRedirects() {
    SERVER.stubFor(get(anyUrl()).willReturn(redirect("/again")));

    assertThat(outside.failure(Request.get(outside.base(), "/")).kind())
        .isEqualTo(Kind.NOT_AVAILABLE);
    SERVER.verify(4, getRequestedFor(anyUrl()));
  }

  @Test
  void neverFollowsARedirectToAnotherOrigin() {
    SERVER.stubFor(any(anyUrl()).willReturn(redirect(ELSEWHERE.baseUrl() + "/steal")));

    var failure = outside.failure(Request.get(outside.base(), "/").bearer(Outside.KEY));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_AVAILABLE);
    assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
  }

  @Test
  void takesARedirectOfACookieProviderForTheEndOfTheSession() {
    SERVER.stubFor(get("/page").willReturn(redirect("/sign-in")));

    var failure = outside.failure(Request.get(outside.base(), "/page").withoutRedirects());

    assertThat(failure.kind()).isEqualTo(Kind.AUTH);
    assertThat(failure.reason()).isEqualTo("the session has ended; sign in again (302)");
  }

  @Test
  void sendsNothingToAnOriginThatTheAccountDidNotConfigure() {
    assertThatThrownBy(() -> outside.api().send(Request.get(URI.create(ELSEWHERE.baseUrl()), "/")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("account acme-1: http://localhost:");
    assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
  }

  @Test
  void sendsNoCredentialInTheClear() {
    var api = outside.api("acme-1", "http://api.example.com", Outside.TIMEOUT);

    assertThatThrownBy(() ->
            api.send(Request.get(URI.create("http://api.example.com"), "/").bearer(Outside.KEY)))
        .hasMessage(
            "NOT_AVAILABLE: the configured address must be https outside of your own network, was"
                + " http");
  }

  @ParameterizedTest(name = "in {0}")
  @ValueSource(strings = {"Authorization", "x-api-key"})
  void neverShowsACredentialThatNoHeaderMayCarry(String header) {
    var pasted = new Secret("hush-4711\nhush");
    var request = Request.get(outside.base(), "/").credential(header, "", pasted);

    var failure = outside.failure(request);

    assertThat(failure.kind()).isEqualTo(Kind.AUTH);
    assertThat(failure.reason())
        .isEqualTo(
            "the credential holds a line break or a letter beyond ASCII, so it can't be sent");
    SERVER.verify(0, getRequestedFor(anyUrl()));
  }

  @Test
  void saysWhichHostItCannotReach() {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThat(outside.failure(Request.get(outside.base(), "/")).reason())
        .isEqualTo("the connection to localhost broke");
  }

  @Test
  void letsTheProviderSayWhatAnAnswerMeans() {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(418)));

    assertThat(outside.failure(Request.get(outside.base(), "/")).kind()).isEqualTo(Kind.NO_PLAN);
  }

  @Test
  void neverRepeatsTheCredentialThatAVendorEchoes() {
    SERVER.stubFor(
        get(anyUrl())
            .willReturn(
                aResponse().withStatus(401).withBody("{\"error\": \"bad key hush-4711-hush!\"}")));

    var thrown =
        catchThrowableOfType(
            ApiException.class,
            () -> outside.api().send(Request.get(outside.base(), "/").bearer(Outside.KEY)));

    assertThat(thrown).hasMessage("AUTH: the credential was refused (401): bad key ***!");
    assertThat(thrown.answer().orElseThrow().toString()).doesNotContain("4711");
  }

  private static ResponseDefinitionBuilder redirect(String to) {
    return aResponse().withStatus(302).withHeader("Location", to);
  }
}
