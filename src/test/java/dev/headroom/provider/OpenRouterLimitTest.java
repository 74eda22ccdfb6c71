package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Spend;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When OpenRouter's windows begin: in UTC, weeks on Monday.
final class OpenRouterLimitTest {

  private static final OpenRouter OPENROUTER = new OpenRouter();
  private static final Fixtures FIXTURES = Fixtures.of("openrouter");

  @ParameterizedTest
  @CsvSource({
    "daily, 2026-11-21T12:00:00Z, 2026-11-22T00:00:00Z",
    "weekly, 2026-11-21T12:00:00Z, 2026-11-23T00:00:00Z",
    "weekly, 2026-11-22T23:59:59Z, 2026-11-23T00:00:00Z",
    "weekly, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
    "monthly, 2026-11-21T12:00:00Z, 2026-12-01T00:00:00Z",
    "monthly, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
    "never, 2026-11-21T12:00:00Z,"
  })
  void startsTheWindowAnewInUtc(String reset, Instant now, Instant at) {
    var key = FIXTURES.text("key.json").replace("\"monthly\"", '"' + reset + '"');

    var quota = OpenRouterLimit.read("Key limit", Json.parse(key).at("data"), now);

    assertThat(quota.flatMap(Quota::resetsAt)).isEqualTo(Optional.ofNullable(at));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-22T23:59:59Z, 2026-11-16", "2026-11-23T00:00:00Z, 2026-11-23"})
  void countsTheWeekFromMonday(Instant now, LocalDate monday) {
    var access = FIXTURES.access(OPENROUTER.profile(), Map.of());
    var key =
        new Fixtures.Route(
            "GET /api/v1/key", Map.of(), Optional.empty(), FIXTURES.answer("key.json"));
    var api = new FixtureApi(OPENROUTER, access, now, List.of(key));

    assertThat(OPENROUTER.poll(access, api, now).spends())
        .extracting(Spend::period)
        .contains(new Period(monday, monday.plusWeeks(1)));
  }
}
