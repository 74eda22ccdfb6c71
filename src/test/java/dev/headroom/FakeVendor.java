package dev.headroom;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An OpenRouter on loopback that answers for a management key whose limit is 80 USD.
final class FakeVendor implements AutoCloseable {

  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/openrouter");

  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

  FakeVendor() {
    server.start();
    answer("/credits", fixture("credits.json"));
    answer("/activity", fixture("activity.json"));
    leaves("61.2");
  }

  /// From now on so many of the 80 USD are left.
  void leaves(String remaining) {
    answer(
        "/key",
        fixture("key.json")
            .replace("\"limit_remaining\": 61.2", "\"limit_remaining\": " + remaining)
            .replace("\"is_management_key\": false", "\"is_management_key\": true"));
  }

  /// From now on it refuses every key.
  void refuses() {
    server.stubFor(get(anyUrl()).willReturn(unauthorized()));
  }

  /// How often an account was read here.
  int polls() {
    return server
        .countRequestsMatching(getRequestedFor(urlPathEqualTo("/api/v1/key")).build())
        .getCount();
  }

  String url() {
    return server.baseUrl() + "/api/v1";
  }

  private void answer(String path, String json) {
    server.stubFor(get(urlPathEqualTo("/api/v1" + path)).willReturn(okJson(json)));
  }

  private static String fixture(String name) {
    try {
      return Files.readString(FIXTURES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
