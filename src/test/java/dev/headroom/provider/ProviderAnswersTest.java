package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headroom.usage.Report;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every provider makes of answers that are not as recorded: damaged, of another shape, or
/// only written another way.
@ParameterizedClass(name = "{0}")
@MethodSource("types")
final class ProviderAnswersTest {

  private static final Providers PROVIDERS = Providers.onClassPath();

  private final String type;

  ProviderAnswersTest(String type) {
    this.type = type;
  }

  static Stream<String> types() {
    return PROVIDERS.types().stream();
  }

  private Provider provider() {
    return PROVIDERS.find(type).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "42",
        "\"text\"",
        "<html><body>Sign in</body></html>",
        "{\"data\": {}}"
      })
  void inventsNothingFromAnAnswerOfAnotherShape(String body) {
    assertNothingComesOf(answer -> new Answer(200, Map.of(), body));
  }

  @Test
  void inventsNothingFromAnAnswerThatIsCutShort() {
    assertNothingComesOf(answer ->
        new Answer(200, Map.of(), answer.text().substring(0, answer.text().length() / 2)));
  }

  @Test
  void claimsNoNumberWhereTheVendorTellsNone() {
    assertNothingComesOf(Mutations::withoutNumbers);
  }

  @Test
  void takesNoNullForZero() {
    assertNothingComesOf(Variations::numbersAsNull);
  }

  @Test
  void readsNumbersThatComeAsText() {
    assertThat(FixtureApi.pollChanged(provider(), Variations::numbersAsText))
        .isEqualTo(FixtureApi.poll(provider()));
  }

  @Test
  void passesOverFieldsThatItDoesNotKnow() {
    assertThat(FixtureApi.pollChanged(provider(), Variations::withMoreFields))
        .isEqualTo(FixtureApi.poll(provider()));
  }

  @ParameterizedTest
  @CsvSource({
    "tr-TR, Pacific/Kiritimati",
    "ar-EG-u-nu-arab, America/St_Johns",
    "de-DE, Asia/Kolkata"
  })
  void reportsTheSameWhereverItRuns(String locale, String zone) {
    var here = FixtureApi.poll(provider());
    var words = Locale.getDefault();
    var clock = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      assertThat(FixtureApi.poll(provider())).isEqualTo(here);
    } finally {
      Locale.setDefault(words);
      TimeZone.setDefault(clock);
    }
  }

  /// Pages for people have no path.
  @Test
  void saysWhereAnAnswerHasAnotherShape() {
    for (var route : Fixtures.of(type).routes().stream().filter(route -> isJson(route)).toList()) {
      var text = route.answer().text();
      assertThat(reasons(answer -> answer.text().equals(text) ? list(answer) : answer))
          .as(route.request())
          .allMatch(reason -> reason.matches("\\$\\S*: expected .+, found .+"));
    }
  }

  private List<String> reasons(UnaryOperator<Answer> change) {
    try {
      return FixtureApi.pollChanged(provider(), change).gaps().stream()
          .map(gap -> gap.failure().reason())
          .toList();
    } catch (ApiException e) {
      return List.of(e.failure().reason());
    }
  }

  private static Answer list(Answer answer) {
    return new Answer(200, answer.headers(), "[42]");
  }

  private static boolean isJson(Fixtures.Route route) {
    return route.answer().text().stripLeading().matches("(?s)[\\[{].*");
  }

  private void assertNothingComesOf(UnaryOperator<Answer> change) {
    attempt(() -> FixtureApi.pollChanged(provider(), change))
        .ifPresent(report -> {
          assertThat(Numbers.in(report)).isEmpty();
          assertThat(report.gaps()).isNotEmpty();
        });
  }

  /// Random damage; the seeds are fixed so that a failure is found again.
  @Test
  void survivesDamagedAnswers() {
    var routes = Fixtures.of(type).routes();
    var access = Fixtures.of(type).access(provider().profile(), Map.of());
    for (var seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var damaged =
          routes.stream()
              .map(route -> FixtureApi.answering(route, Mutations.any(route.answer(), random)))
              .toList();
      var api = new FixtureApi(provider(), access, Fixtures.NOW, damaged);
      assertThatCode(() -> attempt(() -> provider().poll(access, api, Fixtures.NOW)))
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
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
