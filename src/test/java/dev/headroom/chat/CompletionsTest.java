package dev.headroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.command.Grammar.Kind;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Pool;
import dev.headroom.testing.Team;
import dev.headroom.view.BudgetView;
import dev.headroom.view.Current;
import dev.headroom.view.History;
import dev.headroom.view.HistoryQuestion;
import dev.headroom.view.Views;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CompletionsTest {

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private Views views = FakeViews.of(Team.accounts());
  private Instant now = Team.NOW;

  private final Completions completions =
      new Completions(new Switched(), Pool.FAMILIES, () -> now, waiting::add);

  @Test
  void offersWhatBeginsLikeItBeforeWhatHoldsIt() {
    load();

    assertThat(completions.of(Kind.SCOPE, "gr")).containsExactly("groq", "groq-free");
    assertThat(completions.of(Kind.SCOPE, " OPEN ")).containsExactly("openai", "openai-prod");
    assertThat(completions.of(Kind.SCOPE, "prod")).containsExactly("anthropic-prod", "openai-prod");
    assertThat(completions.of(Kind.SCOPE, "owner:r")).containsExactly("owner:research");
    assertThat(completions.of(Kind.SCOPE, "al")).startsWith("all");
    assertThat(completions.of(Kind.SCOPE, "zzz")).isEmpty();
  }

  @Test
  void offersTheFamiliesThatSomeAccountServes() {
    views = FakeViews.of(Pool.accounts());
    load();

    assertThat(completions.of(Kind.FAMILY, ""))
        .containsExactly("all", "claude", "gemini", "gpt", "kimi");
    assertThat(completions.of(Kind.FAMILY, "G")).containsExactly("gemini", "gpt");
  }

  @Test
  void neverWaitsForTheStore() {
    assertThat(completions.of(Kind.SCOPE, "")).containsExactly("all");
    assertThat(waiting).hasSize(1);
  }

  @Test
  void asksTheStoreOnceInFiveSeconds() {
    load();

    now = now.plusMillis(4_999);
    assertThat(completions.of(Kind.SCOPE, "groq")).isNotEmpty();
    assertThat(waiting).isEmpty();

    now = now.plusMillis(1);
    assertThat(completions.of(Kind.SCOPE, "groq")).isNotEmpty();
    assertThat(waiting).hasSize(1);
  }

  @Test
  void offersWhatItKnewWhileTheDatabaseIsAway() {
    load();
    views = FakeViews.away();
    now = now.plusSeconds(60);
    load();

    assertThat(completions.of(Kind.SCOPE, "groq")).containsExactly("groq", "groq-free");
  }

  @Test
  void offersAtMostTwentyFive() {
    views =
        FakeViews.of(IntStream.range(0, 99).mapToObj(it -> Team.with("account-" + it)).toList());
    load();

    assertThat(completions.of(Kind.SCOPE, "account")).hasSize(25);
  }

  private void load() {
    completions.of(Kind.SCOPE, "");
    waiting.remove().run();
  }

  /// The store of the moment.
  private final class Switched implements Views {

    @Override
    public List<Current> accounts() {
      return views.accounts();
    }

    @Override
    public History history(HistoryQuestion question) {
      return views.history(question);
    }

    @Override
    public List<BudgetView> budgets(Instant at) {
      return views.budgets(at);
    }
  }
}
