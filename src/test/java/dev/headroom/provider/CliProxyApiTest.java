package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import dev.headroom.usage.Usage.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CliProxyApiTest {

  private static final CliProxyApi PROXY = new CliProxyApi();
  private static final Fixtures FIXTURES = Fixtures.of("cliproxyapi");
  private static final String FILES = "GET /v0/management/auth-files";
  private static final String CALL = "POST /v0/management/api-call";
  private static final String QUEUE = "GET /v0/management/usage-queue";
  private static final String USAGE = "GET /v0/management/usage";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @Test
  void readsTheAccountsBehindItAndWhatWentThroughIt() {
    var report = FixtureApi.poll(PROXY);

    assertThat(report.quotas())
        .extracting(Quota::name)
        .containsExactly(
            "antigravity dana Gemini Models weekly",
            "antigravity dana Gemini Models 5h",
            "antigravity dana Claude and GPT models weekly",
            "claude ori 5h",
            "claude ori weekly");
    assertThat(report.quotas().get(3))
        .isEqualTo(
            Quota.percent("claude ori 5h", new BigDecimal("41.0"))
                .withWindow(Duration.ofHours(5))
                .withResetsAt(Instant.parse("2026-11-21T14:30:00.412087Z")));
    assertThat(report.balances())
        .containsExactly(
            new Balance(
                "antigravity dana AI credits", new Money(new BigDecimal("742"), "credits"), false));
    assertThat(report.usages())
        .containsExactly(
            usage("claude-sonnet-4-6", 0, 0, 0, 1, Tally.SINCE_LAST_POLL),
            usage("gpt-5.4", 5400, 2048, 730, 1, Tally.SINCE_LAST_POLL));
  }

  @Test
  void keepsNothingOfTheKeysOfItsClients() {
    assertThat(FixtureApi.poll(PROXY).toString()).doesNotContain("sk-local");
    assertThat(legacy().toString()).doesNotContain("sk-local");
  }

  @Test
  void asksOnlyVendorsThatItKnowsAndAccountsThatAreOn() {
    var report = poll(FILES, "auth_files_more.json", 200);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas())
        .extracting(Quota::name)
        .containsExactly(
            "codex 7 weekly",
            "github-copilot dana Premium requests",
            "claude ori 5h",
            "claude ori weekly",
            "claude ori #2 5h",
            "claude ori #2 weekly");
  }

  @Test
  void readsTheCountersOfOldServers() {
    assertThat(legacy().usages())
        .containsExactly(
            usage("claude-sonnet-4-6", 0, 0, 0, 1, Tally.SINCE_START),
            usage("gemini-3-pro", 1900, 100, 580, 2, Tally.SINCE_START));
  }

  @ParameterizedTest
  @CsvSource({"error_404_usage.txt, 404", "error_400_count.json, 400"})
  void saysThatItFoundNoUsageAnywhere(String file, int status) {
    var report = poll(QUEUE, file, status);

    assertThat(report.gaps())
        .containsExactly(
            new Gap(
                "usage",
                Failure.of(
                    Kind.NOT_AVAILABLE,
                    "this server tells its usage neither over HTTP nor over Redis; update the"
                        + " proxy")));
    assertThat(report.quotas()).isNotEmpty();
  }

  @Test
  void findsNothingInAnEmptyQueue() {
    var report = poll(QUEUE, "usage_queue_empty.json", 200);

    assertThat(report.usages()).isEmpty();
    assertThat(report.gaps()).isEmpty();
  }

  @Test
  void countsWhatItCanReadOfARecordThatComesOnceOnly() {
    var report = poll(QUEUE, "usage_queue_damaged.json", 200);

    assertThat(report.gaps()).extracting(Gap::part).containsExactly("usage of 2 requests");
    assertThat(report.usages())
        .containsExactly(
            new Usage(
                TODAY.minusDays(1),
                Optional.of("claude-opus-4-6"),
                Optional.of(7448L),
                Optional.of(2048L),
                Optional.of(730L),
                Optional.of(1L),
                Tally.SINCE_LAST_POLL),
            usage("gpt-5.4", 5400, 2048, 730, 1, Tally.SINCE_LAST_POLL));
  }

  @Test
  void readsTheQueueUntilItIsEmptyAtTheEndOfThePoll() {
    var full = FIXTURES.answer("usage_queue_full.json");
    var rest = FIXTURES.answer("usage_queue.json");
    var api = new Draining(List.of(full, full, rest));

    var report = PROXY.poll(access(), api, FIXTURES.now());

    assertThat(report.usages())
        .filteredOn(usage -> usage.model().equals(Optional.of("gpt-5.4")))
        .extracting(Usage::requests)
        .containsExactly(Optional.of(1001L));
    assertThat(api.paths.subList(api.paths.size() - 3, api.paths.size()))
        .containsOnly("/v0/management/usage-queue");
  }

  @Test
  void keepsWhatItHasReadWhenALaterRoundFails() {
    var api = new Draining(List.of(FIXTURES.answer("usage_queue_full.json")));

    var report = PROXY.poll(access(), api, FIXTURES.now());

    assertThat(report.usages()).extracting(Usage::requests).containsExactly(Optional.of(500L));
    assertThat(report.gaps()).extracting(Gap::part).containsExactly("usage");
  }

  @Test
  void takesAVendorsRefusalForTheProxysOwnAffair() {
    var report = inner("api_call_upstream_401.json");

    assertThat(report.gaps())
        .containsExactly(
            new Gap(
                "claude ori",
                Failure.of(
                    Kind.FORBIDDEN,
                    "the proxy's login: the credential was refused (401): Invalid bearer token;"
                        + " log in again")));
    assertThat(report.usages()).hasSize(2);
  }

  @Test
  void heedsAPauseOfAVendor() {
    assertThat(inner("api_call_upstream_429.json").gaps())
        .extracting(gap -> gap.failure().retryAt())
        .containsExactly(Optional.of(Instant.parse("2026-11-21T12:05:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "api_call_error_400_token.json, 400, FORBIDDEN, 'the proxy''s login: auth token not found; log in again'",
    "error_400_count.json, 400, NOT_AVAILABLE, 'what was asked is not there (400): count must be a positive integer; the proxy may be too old or have no management key'",
    "api_call_error_502.json, 502, UNREACHABLE, 'the provider failed (502): request failed'"
  })
  void showsTheRestWhenTheProxyCannotPassACallOn(
      String file, int status, Kind kind, String reason) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(
            CALL, Map.of(), Optional.of("oauth/usage"), FIXTURES.answer(file, status)));
    routes.addAll(FIXTURES.routes());
    var report = FixtureApi.poll(PROXY, Map.of(), routes);

    assertThat(report.gaps()).containsExactly(new Gap("claude ori", Failure.of(kind, reason)));
    assertThat(report.quotas()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v0/management/auth-files, 1",
    "POST /v0/management/api-call, 2",
    "GET /v0/management/usage-queue, 6"
  })
  void stopsAtTheFirstRefusalOfItsKey(String request, int requests) {
    var routes = FixtureApi.instead("cliproxyapi", request, "error_401_invalid.json", 401);
    var api = new FixtureApi(PROXY, access(), FIXTURES.now(), routes);
    var thrown =
        catchThrowableOfType(ApiException.class, () -> PROXY.poll(access(), api, FIXTURES.now()));

    assertThat(thrown.failure().kind()).isEqualTo(Kind.AUTH);
    assertThat(api.sent()).hasSize(requests).allMatch(Request::probe);
  }

  @ParameterizedTest
  @CsvSource({
    "error_401_missing.json, 401, AUTH, 'the credential was refused (401): missing management key; five wrong keys bar this address for half an hour', 2026-11-22T12:00:00Z",
    "error_403_ban.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): IP banned due to too many failed attempts. Try again in 29m12s; see remote-management in the proxy''s config', 2026-11-21T12:29:12Z",
    "error_403_remote.json, 403, FORBIDDEN, 'the credential is not allowed to do this (403): remote management disabled; see remote-management in the proxy''s config',",
    "error_404_usage.txt, 404, NOT_AVAILABLE, 'what was asked is not there (404); the proxy may be too old or have no management key',"
  })
  void saysWhatWentWrongAndWhenToComeBack(
      String file, int status, Kind kind, String reason, Instant retryAt) {
    var thrown = catchThrowableOfType(ApiException.class, () -> poll(FILES, file, status));

    assertThat(thrown.failure()).isEqualTo(new Failure(kind, reason, Optional.ofNullable(retryAt)));
  }

  /// The newest version there is says nothing of the server's own.
  @ParameterizedTest
  @CsvSource({
    "/api-key-usage, api_key_usage.json",
    "/latest-version, latest_version.json",
    "/reset-quota, error_401_invalid.json"
  })
  void asksForNothingThatHoldsKeysTellsOfOthersOrChangesTheProxy(String path, String file) {
    var routes = new ArrayList<Fixtures.Route>();
    for (var method : List.of("GET ", "POST ")) {
      routes.add(
          FixtureApi.instead("cliproxyapi", method + "/v0/management" + path, file, 200)
              .getFirst());
    }
    routes.addAll(FIXTURES.routes());
    var api = new FixtureApi(PROXY, access(), FIXTURES.now(), routes);

    assertThat(PROXY.poll(access(), api, FIXTURES.now())).isEqualTo(FixtureApi.poll(PROXY));
    assertThat(api.sent()).noneMatch(request -> request.url().getPath().endsWith(path));
  }

  private static Usage usage(
      String model, long in, long cached, long out, long requests, Tally tally) {
    return new Usage(
        TODAY,
        Optional.of(model),
        Optional.of(in),
        Optional.of(cached),
        Optional.of(out),
        Optional.of(requests),
        tally);
  }

  private static Report legacy() {
    var routes = FixtureApi.instead("cliproxyapi", QUEUE, "error_404_usage.txt", 404);
    routes.add(
        0,
        new Fixtures.Route(
            USAGE, Map.of(), Optional.empty(), FIXTURES.answer("usage_legacy.json")));
    return FixtureApi.poll(PROXY, Map.of(), routes);
  }

  /// The report when Claude answers `file` through the proxy.
  private static Report inner(String file) {
    var routes = new ArrayList<Fixtures.Route>();
    routes.add(
        new Fixtures.Route(CALL, Map.of(), Optional.of("oauth/usage"), FIXTURES.answer(file)));
    routes.addAll(FIXTURES.routes());
    return FixtureApi.poll(PROXY, Map.of(), routes);
  }

  private static Report poll(String request, String file, int status) {
    return FixtureApi.poll(
        PROXY, Map.of(), FixtureApi.instead("cliproxyapi", request, file, status));
  }

  private static Access access() {
    return FIXTURES.access(PROXY.profile(), Map.of());
  }

  /// A queue that gives each of its answers once, and fails when none is left.
  private static final class Draining implements Api {

    private final List<Answer> answers;
    private final FixtureApi others =
        new FixtureApi(PROXY, access(), FIXTURES.now(), FIXTURES.routes());
    private final List<String> paths = new ArrayList<>();

    Draining(List<Answer> answers) {
      this.answers = new ArrayList<>(answers);
    }

    @Override
    public Answer send(Request request) {
      paths.add(request.url().getPath());
      if (!request.url().getPath().endsWith("/usage-queue")) {
        return others.send(request);
      }
      if (answers.isEmpty()) {
        throw ApiException.of(Kind.UNREACHABLE, "the connection broke");
      }
      return answers.removeFirst();
    }

    @Override
    public Secret accessToken(OAuth oauth, Optional<Secret> refused) {
      return others.accessToken(oauth, refused);
    }
  }
}
