package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiUsageTest {

  private static final OpenAi OPENAI = new OpenAi();
  private static final Fixtures FIXTURES = Fixtures.of("openai");
  private static final String USAGE = "GET /v1/organization/usage/";

  @Test
  void tellsWhatTodayHasInOtherUnitsWithoutALimit() {
    assertThat(FixtureApi.poll(OPENAI).quotas())
        .filteredOn(quota -> quota.limit().isEmpty())
        .containsExactly(
            today("Images", "images", "14"),
            today("Speech", "characters", "5120"),
            today("Transcription", "seconds", "913"),
            today("Vector stores", "bytes", "7340032"),
            today("Code interpreter", "sessions", "3"),
            today("File search", "calls", "21"),
            today("Web search", "calls", "11"));
  }

  @Test
  void countsCallsOfToolsOnceAndNotAmongTheModels() {
    assertThat(FixtureApi.poll(OPENAI).usages())
        .extracting(usage -> usage.requests().orElseThrow())
        .containsExactly(902L, 529L, 88L + 12 + 9 + 4 + 6, 233L);
  }

  /// The counts by kind are parts of the whole, not more of it.
  @ParameterizedTest
  @ValueSource(strings = {"", "audio", "image", "cached_audio"})
  void countsEveryTokenOnce(String kind) {
    var field = "\"input_%s_tokens\": ".formatted(kind);
    var text = FIXTURES.text("usage_completions.json").replace(field + "0", field + "300000");
    var routes = new ArrayList<>(FIXTURES.routes());
    routes.addFirst(
        new Fixtures.Route(
            USAGE + "completions", Map.of(), Optional.empty(), new Answer(200, Map.of(), text)));

    assertThat(FixtureApi.poll(OPENAI, Map.of(), routes).usages())
        .startsWith(
            Usage.ofDay(
                LocalDate.of(2026, 11, 20),
                Optional.empty(),
                Optional.of(812340L),
                Optional.of(402112L),
                Optional.of(96481L),
                Optional.of(1431L)));
  }

  @Test
  void takesOnlyTheProjectsOwn() {
    var report =
        FixtureApi.poll(
            OPENAI,
            Map.of("project", new Access.Value.Text("proj_alpha01")),
            FIXTURES.routes("routes_project.json"));

    assertThat(report.quotas()).contains(today("Vector stores", "bytes", "1048576"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector_stores", "code_interpreter_sessions", "file_search_calls"})
  void groupsByModelOnlyWhereThatIsKnown(String report) {
    var access = FIXTURES.access(OPENAI.profile(), Map.of());
    var api = new FixtureApi(OPENAI, access, Fixtures.NOW, FIXTURES.routes());

    OPENAI.poll(access, api, Fixtures.NOW);

    assertThat(api.sent())
        .filteredOn(request -> request.url().getPath().endsWith(report))
        .singleElement()
        .satisfies(request ->
            assertThat(request.query()).extracting(Request.Field::name).doesNotContain("group_by"));
  }

  @Test
  void knowsNothingOfADayWithoutARow() {
    assertThat(instead("vector_stores", "usage_empty_bucket.json", 200).quotas())
        .noneMatch(quota -> quota.name().startsWith("Vector stores"));
  }

  @ParameterizedTest
  @CsvSource({"404, 0", "403, 0", "500, 1"})
  void readsOnWhereAReportIsNotThere(int status, int gaps) {
    var report = instead("web_search_calls", "error_404_spend_limit.json", status);

    assertThat(report.gaps()).hasSize(gaps);
    assertThat(report.usages()).isNotEmpty();
  }

  private static Report instead(String path, String file, int status) {
    return FixtureApi.poll(
        OPENAI, Map.of(), FixtureApi.instead("openai", USAGE + path, file, status));
  }

  private static Quota today(String title, String unit, String used) {
    return Quota.named(title + " today", unit)
        .withUsed(new BigDecimal(used))
        .withResetsAt(Instant.parse("2026-11-22T00:00:00Z"));
  }
}
