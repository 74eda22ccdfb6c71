package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every provider on the class path promises, whatever its wire format.
@ParameterizedClass(name = "{0}")
@MethodSource("types")
final class ProviderContractTest {

  private static final Providers PROVIDERS = Providers.onClassPath();

  /// The keys that every account has, which no option may shadow.
  private static final Set<String> COMMON =
      Set.of("id", "provider", "name", "every", "thresholds", "owner", "timeout");

  private final String type;

  ProviderContractTest(String type) {
    this.type = type;
  }

  static Stream<String> types() {
    return PROVIDERS.types().stream();
  }

  private Provider provider() {
    return PROVIDERS.find(type).orElseThrow();
  }

  @Test
  void saysWhatItIsAndNeeds() {
    var profile = provider().profile();

    assertThat(profile.type()).matches("[a-z][a-z0-9-]{1,30}");
    assertThat(profile.title()).isNotBlank();
    assertThat(profile.credential()).as("a sentence").matches("[A-Z].*\\.");
    assertThat(profile.cost()).isNotBlank();
    assertThat(profile.reports()).isNotEmpty();
    assertThat(profile.every()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void hasOptionsThatAConfigFileCanHold() {
    var options = provider().profile().options();

    assertThat(options).extracting(Option::key).doesNotHaveDuplicates();
    assertThat(options)
        .allSatisfy(option -> {
          assertThat(option.key()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*").isNotIn(COMMON);
          assertThat(option.meaning()).isNotBlank();
          assertThat(option.choices().isEmpty())
              .isEqualTo(!Set.of(Option.Form.CHOICE, Option.Form.TABLE).contains(option.form()));
        });
    assertThat(options)
        .filteredOn(option -> option.form() == Option.Form.URL)
        .flatExtracting(option -> option.fallback().stream().toList())
        .allSatisfy(url -> assertThat(Origins.problem(URI.create(url))).isEmpty());
  }

  /// Where nobody can log in, nobody may be told to; and a login only asks the account's addresses.
  @Test
  void saysThatPeopleCanLogInWhereTheyCan() {
    var access = new Access("ada", provider().profile(), loginKeys());
    var login = provider().login(access);

    assertThat(provider().profile().credential().contains("headroom login"))
        .isEqualTo(login.isPresent());
    assertThat(provider().profile().options())
        .as("needs no credential before the login")
        .filteredOn(option -> login.isPresent() && option.required())
        .extracting(Option::key)
        .isSubsetOf("client-id", "client-secret");
    assertThat(login.stream().flatMap(ProviderContractTest::asked))
        .allMatch(address -> Origins.isAmong(provider().origins(access), address));
  }

  private Map<String, Access.Value> loginKeys() {
    return provider().profile().option("client-id").isPresent()
        ? Map.of("client-id", new Access.Value.Text("our-app"))
        : Map.of();
  }

  private static Stream<URI> asked(Login login) {
    return switch (login) {
      case Login.DeviceCode device -> Stream.of(device.codeUrl(), device.tokenUrl());
      case Login.PastedCode pasted -> Stream.of(pasted.page(), pasted.exchange().tokenUrl());
    };
  }

  @Test
  void saysWhenceItsFixturesAre() {
    assertThat(Files.exists(Fixtures.of(type).folder().resolve("SOURCE.md"))).isTrue();
    assertThat(Fixtures.of(type).text("SOURCE.md")).contains("https://");
  }

  @Test
  void readsItsRecordedAnswers() {
    var report = FixtureApi.poll(provider());

    assertThat(report.readings()).isNotEmpty();
    assertThat(report.gaps()).isEmpty();
  }

  @Test
  void namesEachReadingOnce() {
    var report = FixtureApi.poll(provider());

    assertThat(report.quotas()).extracting(Quota::name).doesNotHaveDuplicates();
    assertThat(report.balances())
        .extracting(balance -> balance.name() + balance.amount().currency())
        .doesNotHaveDuplicates();
    assertThat(report.spends())
        .extracting(spend -> Map.entry(spend.period(), spend.amount().currency()))
        .doesNotHaveDuplicates();
    assertThat(report.usages())
        .filteredOn(usage -> usage.tally() == Usage.Tally.DAY_TOTAL)
        .extracting(usage -> Map.entry(Period.day(usage.day()), usage.model()))
        .doesNotHaveDuplicates();
  }

  @Test
  void marksAPartThatItCouldNotRead() {
    var routes = Fixtures.of(type).routes();
    var whole = FixtureApi.poll(provider());

    assertThat(IntStream.range(0, routes.size()))
        .allSatisfy(index -> {
          var broken = new ArrayList<>(routes);
          broken.set(
              index, FixtureApi.answering(routes.get(index), new Answer(200, Map.of(), "{}")));
          var report = attempt(() -> FixtureApi.poll(provider(), Map.of(), broken));
          assertThat(report.map(it -> it.isPartial() || it.equals(whole)).orElse(true))
              .as(routes.get(index).request())
              .isTrue();
        });
  }

  @ParameterizedTest
  @CsvSource({"401,AUTH", "429,RATE_LIMITED", "503,UNREACHABLE"})
  void tellsFailuresApart(int status, Kind kind) {
    assertThat(failing(status, "{}").failure().kind()).isEqualTo(kind);
  }

  @Test
  void takesARefusalForOneThatSomeoneMustSettle() {
    assertThat(failing(403, "<html>no</html>").failure().kind())
        .isIn(Kind.FORBIDDEN, Kind.AUTH, Kind.NO_PLAN);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 429, 500})
  void neverShowsItsCredential(int status) {
    var secrets = access().secrets();
    for (var secret : secrets) {
      var body = Json.write(Map.of("error", Map.of("message", "bad " + secret.value() + ".")));
      assertThat(failing(status, body)).hasMessageNotContaining(secret.value());
    }
    var access = access();
    var api =
        new FixtureApi(provider(), access, Fixtures.of(type).now(), Fixtures.of(type).routes());
    var report = provider().poll(access, api, Fixtures.of(type).now());
    assertThat(secrets).noneMatch(secret -> secret.isIn(report + " " + api.sent() + " " + access));
  }

  private ApiException failing(int status, String body) {
    return catchThrowableOfType(
        ApiException.class,
        () -> FixtureApi.pollChanged(provider(), a -> new Answer(status, Map.of(), body)));
  }

  private Access access() {
    return Fixtures.of(type).access(provider().profile(), Map.of());
  }

  /// The report, or nothing when the poll failed as polls may.
  private static Optional<Report> attempt(Supplier<Report> poll) {
    try {
      return Optional.of(poll.get());
    } catch (ApiException e) {
      assertThat(e.failure().reason()).isNotBlank();
      return Optional.empty();
    }
  }
}
