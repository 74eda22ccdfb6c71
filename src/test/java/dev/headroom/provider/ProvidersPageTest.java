package dev.headroom.provider;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.provider.Profile.Told;
import dev.headroom.testing.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The providers' page says what the code says.
final class ProvidersPageTest {

  private static final Path PAGE = Path.of("src/site/markdown/providers.md");
  private static final List<Told> COLUMNS = List.of(Told.values());

  @Test
  void hasARowForEachProvider() {
    Page.hasTable(PAGE, table());
  }

  @Test
  void saysTheKnownLimitsOfEachProvider() throws IOException {
    var named = Pattern.compile("^- `([a-z0-9-]+)`: \\S", Pattern.MULTILINE);

    assertThat(named.matcher(Files.readString(PAGE)).results().map(line -> line.group(1)))
        .containsExactlyElementsOf(new TreeSet<>(Providers.onClassPath().types()));
  }

  private static String table() {
    return Stream.of(header(), rule(), rows()).collect(joining("\n"));
  }

  private static String header() {
    var told =
        COLUMNS.stream()
            .map(column -> column.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
            .collect(joining(" | "));
    return "| provider | credential | " + told + " | every | a poll costs |";
  }

  private static String rule() {
    return "|---|---" + "|:-:".repeat(COLUMNS.size()) + "|---|---|";
  }

  private static String rows() {
    return Providers.onClassPath().all().stream()
        .map(Provider::profile)
        .map(ProvidersPageTest::row)
        .collect(joining("\n"));
  }

  private static String row(Profile profile) {
    var told =
        COLUMNS.stream()
            .map(column -> profile.reports().contains(column) ? "✓" : "")
            .collect(joining(" | "));
    return "| %s `%s` | %s | %s | %s | %s |"
        .formatted(
            profile.title(),
            profile.type(),
            profile.credential(),
            told,
            words(profile.every()),
            profile.costs());
  }

  private static String words(Duration time) {
    if (time.toSecondsPart() > 0) {
      return time.toSeconds() + " s";
    }
    return time.toMinutesPart() > 0 ? time.toMinutes() + " min" : time.toHours() + " h";
  }
}
