package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PartsTest {

  private static final Balance BALANCE = new Balance("Credits", Money.usd("5"), false);

  private final Parts parts = new Parts();

  @Test
  void makesAGapOfAPartThatFailed() {
    parts.add("credits", () -> List.of(BALANCE));
    parts.add("activity", () -> fail(Kind.UNREACHABLE));
    parts.plan("Free");

    assertThat(parts.report())
        .isEqualTo(
            new Report(
                Optional.of("Free"),
                List.of(BALANCE),
                List.of(new Gap("activity", Failure.of(Kind.UNREACHABLE, "no")))));
  }

  @Test
  void failsWhenTheCredentialWasRefused() {
    parts.add("credits", () -> List.of(BALANCE));

    assertThatThrownBy(() -> parts.add("activity", () -> fail(Kind.AUTH))).hasMessage("AUTH: no");
  }

  @Test
  void failsAsItsFirstPartWhenEveryPartDid() {
    parts.add("credits", () -> fail(Kind.FORBIDDEN));
    parts.add("activity", () -> fail(Kind.UNREACHABLE));

    assertThatThrownBy(parts::report).hasMessage("FORBIDDEN: no");
  }

  @Test
  void keepsTheAnswerThatItFailsWith() {
    var answer = new Answer(503, Map.of(), "<html>");
    var problem = new ApiException(Failure.of(Kind.UNREACHABLE, "no"), Optional.of(answer));
    parts.add(
        "credits",
        () -> {
          throw problem;
        });

    assertThatThrownBy(parts::report).isSameAs(problem);
  }

  @Test
  void missesNothingWhereAnOptionalPartIsNotThere() {
    parts.add("credits", () -> List.of(BALANCE));
    parts.addIfAvailable("limits", () -> fail(Kind.NOT_AVAILABLE));
    parts.addIfAvailable("members", () -> fail(Kind.FORBIDDEN));
    parts.addIfAvailable("names", () -> fail(Kind.UNREADABLE));

    assertThat(parts.report().gaps()).extracting(Gap::part).containsExactly("names");
  }

  private static List<Balance> fail(Kind kind) {
    throw ApiException.of(kind, "no");
  }
}
