package dev.headroom.command;

import static dev.headroom.testing.Pool.account;
import static dev.headroom.testing.Pool.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Message;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Golden;
import dev.headroom.testing.Plain;
import dev.headroom.testing.Pool;
import dev.headroom.testing.Team;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Usage;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/quota best`.
final class BestTest {

  private static final Refresh UNUSED = scope -> new Refresh.Outcome(0, 0, 0);

  @Test
  void ranksTheAccountsOfAFamilyByWhatIsLeft() {
    golden("claude.txt", ask(Pool.accounts(), "best claude"));
  }

  @Test
  void namesTheBestAccountOfEveryFamily() {
    golden("all.txt", ask(Pool.accounts(), "best"));
  }

  @Test
  void saysWhenTheFirstIsBackWhereNoneHasRoom() {
    golden("gpt.txt", ask(without("antigravity"), "best gpt"));
  }

  @Test
  void prefersTheSoonerResetThenTheGreaterAmountAmongEquals() {
    var tokens = Quota.named("Day", "tokens").withUsed(BigDecimal.TEN);
    var accounts =
        List.of(
            account("a-later", "xai", window("Week", 50, 9)),
            account("b-sooner", "xai", window("Week", 50, 8)),
            account("c-small", "xai", tokens.withLimit(BigDecimal.valueOf(20))),
            account(
                "d-large",
                "xai",
                Quota.named("Day", "tokens")
                    .withUsed(BigDecimal.valueOf(40))
                    .withLimit(BigDecimal.valueOf(80))));

    assertThat(Plain.text(ask(accounts, "best grok")))
        .containsSubsequence("b-sooner, 50%", "a-later, 50%", "d-large, 50%", "c-small, 50%");
  }

  @Test
  void takesTheTightestOfTheQuotasThatHold() {
    var accounts = List.of(account("one", "zai", window("5h", 3, 1), window("Week", 71, 99)));

    assertThat(ask(accounts, "best glm").summary())
        .isEqualTo("Best for glm: one, 29% left, resets in 4d 3h");
  }

  @Test
  void takesAnotherModelOfTheFamilyWhereOneIsUsedUp() {
    var flash = window("flash", 20, 5).withMembers(List.of("gemini-3-flash"));
    var pro = window("pro", 100, 2).withMembers(List.of("gemini-3-pro"));

    assertThat(ask(List.of(account("one", "gemini", pro, flash)), "best gemini").summary())
        .isEqualTo("Best for gemini: one, 80% left, resets in 5h");
  }

  @Test
  void takesAnyLoginOfAProxy() {
    var proxy =
        account(
            "proxy",
            "cliproxyapi",
            window("claude ori 5h", 100, 1),
            window("claude ori weekly", 20, 90),
            window("claude ada 5h", 30, 3),
            window("claude ada weekly", 35, 80),
            window("codex ori 5h", 1, 4));

    assertThat(ask(List.of(proxy), "best claude").summary())
        .isEqualTo("Best for claude: proxy, 65% left, resets in 3d 8h");
    assertThat(ask(List.of(proxy), "best gpt").summary())
        .isEqualTo("Best for gpt: proxy, 99% left, resets in 4h");
  }

  @Test
  void knowsAFamilyByTheModelsThatWereUsed() {
    var used =
        Usage.ofDay(
            Team.TODAY,
            Optional.of("moonshotai/kimi-k2.5"),
            Optional.of(1L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var accounts = List.of(account("lite", "litellm", window("Key budget", 25, 7), used));

    assertThat(ask(accounts, "best kimi").summary())
        .isEqualTo("Best for kimi: lite, 75% left, resets in 7h");
    assertThat(ask(accounts, "best grok").summary())
        .isEqualTo("No account is known to serve grok. I know of kimi.");
  }

  @Test
  void inventsNoNumber() {
    var stale = Team.account("b-stale", "claude", "Stale", "platform");
    var accounts =
        List.of(
            account(
                "a-limit-only", "claude", Quota.named("5h", "tokens").withLimit(BigDecimal.TEN)),
            Team.read(stale, Duration.ofHours(4), Report.of(List.of(window("5h", 1, 2)))),
            account("c-reset", "claude", window("5h", 90, 0)),
            account("d-seats", "claude", Quota.named("Seats", "seats").withUsed(BigDecimal.ONE)));

    golden("unknown.txt", ask(accounts, "best claude"));
  }

  @ParameterizedTest(name = "/quota {0}")
  @CsvSource({
    "best cluade,I know no model family \"cluade\". Did you mean \"claude\"?",
    "best gtp,I know no model family \"gtp\". Did you mean \"gpt\"?",
    "bst,I know no account; provider or owner \"bst\". Did you mean \"best\"?",
    "bst claude,\"bst\" means nothing here. Did you mean \"best\"?",
    "best claude gpt grok,\"grok\" is one word too many."
  })
  void offersWhatWasMeant(String line, String problem) {
    assertThat(ask(Pool.accounts(), line).summary()).isEqualTo(problem.replace(';', ','));
  }

  @ParameterizedTest(name = "/quota {0}")
  @CsvSource({
    "best claude,claude",
    "BEST Claude,claude",
    "claude best,claude",
    "best sonnet,claude",
    "best anthropic,claude",
    "best claude-opus-4.5,claude",
    "owner:platform best claude,claude",
    "best claude owner:platform,claude",
    "best openai,gpt",
    "best gemini-3-pro,gemini"
  })
  void takesFamiliesModelsAndVendorsInAnyOrder(String line, String family) {
    assertThat(ask(Pool.accounts(), line).summary()).contains(" for " + family);
  }

  @Test
  void staysWithinAScope() {
    var message = ask(Pool.accounts(), "best claude provider:antigravity");

    assertThat(message.summary()).isEqualTo("Best for claude: antigravity, 40% left, resets in 3h");
    assertThat(Plain.text(message)).contains("/quota best claude provider:antigravity, REPLACE");
    assertThat(Plain.text(ask(Pool.accounts(), "best kimi-eval"))).contains("1 of 1 families");
  }

  @Test
  void letsAnAccountThatIsCalledBestWin() {
    var accounts = Stream.concat(Pool.accounts().stream(), Stream.of(Team.with("best"))).toList();

    assertThat(ask(accounts, "best").summary()).startsWith("Quota: best ");
    assertThat(ask(accounts, "\"best\"").summary()).startsWith("Quota: best ");
    assertThat(ask(accounts, "best all").summary()).startsWith("Room for ");
    assertThat(ask(accounts, "best claude").summary()).startsWith("Best for claude");
  }

  @Test
  void readsTheAccountsFirstWhenAskedTo() {
    var asked = new ArrayList<String>();
    var command =
        new QuotaCommand(
            FakeViews.of(Pool.accounts()),
            scope -> {
              asked.add(scope.toText());
              return new Refresh.Outcome(2, 0, 0);
            },
            Pool.FAMILIES);

    var message = Ask.as(Ask.MEMBER, command, "best claude", true);

    assertThat(asked).containsExactly("all");
    assertThat(Plain.text(message)).contains(" · read 2 now");
  }

  private static List<Current> without(String id) {
    return Pool.accounts().stream().filter(it -> !it.account().id().equals(id)).toList();
  }

  private static Message ask(List<Current> accounts, String line) {
    return Ask.as(
        Ask.MEMBER, new QuotaCommand(FakeViews.of(accounts), UNUSED, Pool.FAMILIES), line);
  }

  private static void golden(String name, Message message) {
    Golden.matches("BestTest/" + name, Plain.text(message));
  }
}
