package dev.headroom.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BudgetFindingsTest {

  private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant JANUARY = Instant.parse("2027-01-01T00:00:00Z");
  private static final Budget FIVE_HUNDRED =
      new Budget(
          new Scope.OfAccount("openai-prod"),
          Budget.Rhythm.MONTHLY,
          Money.usd("500"),
          List.of(new BigDecimal("50"), new BigDecimal("80")),
          "config",
          NOVEMBER);

  private final Story story = new Story();

  @Test
  void speaksAtEveryMarkAndAtTheLimit() {
    story.budgets(november("249.99"));
    story.minutes(1).budgets(november("250"));
    story.minutes(1).budgets(november("300"));
    story.minutes(1).budgets(november("400"));
    story.minutes(1).budgets(november("500.00"));

    assertThat(story.seen()).containsExactly("speak opened", "speak worse", "speak worse");
  }

  @Test
  void endsWithItsPeriod() {
    story.budgets(november("450"));
    story.at("2026-12-01T00:00:01Z").budgets(december("0"));

    assertThat(story.seen()).containsExactly("speak opened", "end reset");
  }

  @Test
  void endsWhenTheBudgetIsRemoved() {
    story.budgets(november("450"));
    story.minutes(30).budgets();

    assertThat(story.seen()).containsExactly("speak opened", "end no longer measured");
  }

  @Test
  void holdsWhileNobodyTellsWhatWasSpent() {
    story.budgets(november("450"));
    story
        .minutes(30)
        .budgets(
            new BudgetReading(
                FIVE_HUNDRED,
                Optional.empty(),
                NOVEMBER,
                DECEMBER,
                Findings.origin(Story.ACCOUNT)));

    assertThat(story.seen()).containsExactly("speak opened");
    assertThat(story.open()).hasSize(1);
  }

  private static BudgetReading november(String spent) {
    return reading(spent, NOVEMBER, DECEMBER);
  }

  private static BudgetReading december(String spent) {
    return reading(spent, DECEMBER, JANUARY);
  }

  private static BudgetReading reading(String spent, Instant from, Instant until) {
    return new BudgetReading(
        FIVE_HUNDRED, Optional.of(Money.usd(spent)), from, until, Findings.origin(Story.ACCOUNT));
  }
}
