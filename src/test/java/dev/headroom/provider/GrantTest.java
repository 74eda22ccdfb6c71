package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrantTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T12:01:01Z, false",
    "2026-11-21T12:01:00Z, true",
    "2026-11-21T11:59:00Z, true"
  })
  void leavesAnAccessTokenItsLastMinute(Instant end, boolean isOver) {
    assertThat(Grant.isOver(Optional.of(end), NOON)).isEqualTo(isOver);
  }

  @ParameterizedTest
  @CsvSource({
    "3599, 2026-11-21T12:59:59Z",
    "'\"3599\"', 2026-11-21T12:59:59Z",
    "0,",
    "null,",
    "1795262400000,"
  })
  void knowsHowLongATokenLastsWhereThatIsTold(String seconds, Instant end) {
    var answer = Json.parse("{\"access_token\": \"hush\", \"expires_in\": " + seconds + "}");

    assertThat(Grant.read(answer, NOON).expiresAt()).isEqualTo(Optional.ofNullable(end));
  }
}
