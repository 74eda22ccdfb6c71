package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.message.Bar;
import dev.headroom.message.Block;
import dev.headroom.message.Message;
import dev.headroom.testing.FakeViews;
import dev.headroom.testing.Golden;
import dev.headroom.testing.Plain;
import dev.headroom.testing.Pool;
import dev.headroom.testing.Team;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Scope;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotaCommandTest {

  private static final Refresh UNUSED = scope -> new Refresh.Outcome(0, 0, 0);

  @Test
  void showsAllAccountsOnOneScreen() {
    golden("all.txt", ask(Team.accounts(), ""));
  }

  @Test
  void showsOneAccountInFull() {
    golden("openai-prod.txt", ask(Team.accounts(), "openai-prod"));
  }

  @Test
  void showsAnOwnersFewAccountsInFull() {
    golden("owner-research.txt", ask(Team.accounts(), "owner:research"));
  }

  @Test
  void showsWhatIsOddInFull() {
    var odd =
        Team.failing(
            Team.read(
                Team.account("acme", "acme", "Acme", "platform"),
                Duration.ofMinutes(2),
                new Report(
                    Optional.empty(),
                    List.of(
                        Quota.percent("Five hours", new BigDecimal("99.7"))
                            .withResetsAt(Team.NOW.minusSeconds(60)),
                        Quota.percent("Week", new BigDecimal("0.4")).withNote("estimate"),
                        Quota.named("Images", "images").withUsed(BigDecimal.TEN),
                        Quota.named("Agents", "requests").withBlocked(),
                        new Balance("Credits", new Money(new BigDecimal("0.001"), "EUR"), true)),
                    List.of(
                        new Gap(
                            "usage by model",
                            Failure.of(Failure.Kind.FORBIDDEN, "scope missing"))))),
            Failure.Kind.RATE_LIMITED,
            "asked too often (429)");

    golden("odd.txt", ask(List.of(odd), ""));
  }

  @Test
  void looksDifferentForEveryReasonWhyThereIsNoNumber() {
    var limitOnly = Quota.named("Requests", "requests").withLimit(BigDecimal.TEN);
    var over = Quota.percent("Week", BigDecimal.TEN).withResetsAt(Team.NOW);
    var zero = Quota.percent("Week", BigDecimal.ZERO);
    var blank = Team.account("e-stale-blank", "acme", "Acme", "platform");
    var accounts =
        List.of(
            Team.with("a-zero", zero),
            Team.with("b-limit-only", limitOnly),
            Team.with("c-reset", over),
            Team.with("d-balance", new Balance("Prepaid", Money.usd("12.50"), false)),
            Team.read(blank, Duration.ofHours(30), Report.of(List.of())),
            Team.with("f-nothing"),
            Team.failing(Team.with("g-no-answer", zero), Failure.Kind.UNREACHABLE, "timeout"),
            Team.gemini(),
            Team.deepseek());

    golden("no-number.txt", ask(accounts, ""));
  }

  @Test
  void staysOnOneScreenWithTwoHundredAccounts() {
    var accounts =
        IntStream.range(0, 200)
            .mapToObj(it ->
                Team.with(
                    "account-" + it,
                    Quota.percent("Week", BigDecimal.valueOf(it).movePointLeft(1))))
            .toList();

    var message = ask(accounts, "");

    assertThat(message.summary())
        .isEqualTo("Quota: all 200 accounts ok, the tightest is account-199 at 19%");
    assertThat(bars(message)).hasSize(25);
    assertThat(Plain.text(message)).contains("the tightest 25 of 200 accounts");
  }

  @Test
  void namesAtMostSixTroublesOneByOne() {
    var accounts =
        IntStream.range(0, 9)
            .mapToObj(it -> Team.with("acme-" + it, Quota.percent("Week", BigDecimal.valueOf(99))))
            .toList();

    assertThat(Plain.text(ask(accounts, "")))
        .contains("acme-5**", "\nand 3 more")
        .doesNotContain("acme-6**");
  }

  @ParameterizedTest(name = "/quota {0}")
  @CsvSource({
    "opnai-prod,openai-prod",
    "antropic,anthropic",
    "owner:reserch,owner:research",
    "al,all"
  })
  void offersWhatWasMeant(String typed, String meant) {
    assertThat(ask(Team.accounts(), typed).summary())
        .isEqualTo(
            "I know no account, provider or owner \"%s\". Did you mean \"%s\"?"
                .formatted(typed, meant));
  }

  @Test
  void takesAnAccountBeforeAProviderOfTheSameName() {
    var account = Team.account("groq", "groq", "Groq paid", "platform");
    var paid = Team.read(account, Duration.ofMinutes(1), Report.of(List.of()));
    var accounts = List.of(Team.groq(), paid);

    assertThat(Plain.text(ask(accounts, "groq"))).contains("Groq paid").doesNotContain("Groq free");
    assertThat(Plain.text(ask(accounts, "provider:groq"))).contains("Groq paid", "Groq free");
  }

  @Test
  void saysHowToBeginWhereThereIsNoAccount() {
    assertThat(ask(List.of(), "").summary())
        .isEqualTo("No accounts are set up yet. Add one under \"accounts\" in the config file.");
  }

  @Test
  void readsTheAccountsFirstWhenAskedTo() {
    var asked = new ArrayList<Scope>();
    Refresh refresh =
        scope -> {
          asked.add(scope);
          return new Refresh.Outcome(
              2,
              1,
              3,
              Optional.of(new Refresh.Pause(1, Team.NOW.plus(Duration.ofMinutes(9)))),
              Optional.of(new Refresh.Pause(4, Team.NOW.plus(Duration.ofMinutes(14)))));
        };
    var command = new QuotaCommand(FakeViews.of(Team.accounts()), refresh, Pool.FAMILIES);

    var message = Ask.as(Ask.MEMBER, command, "all", true);

    assertThat(asked).containsExactly(new Scope.All());
    assertThat(Plain.text(message))
        .contains(
            "read 2 now, 1 read moments ago, still waiting for 3, 1 asked for a pause"
                + " until <TIME 2026-11-21T13:14:00Z>; reading 4 spends, so they rest until"
                + " <TIME 2026-11-21T13:19:00Z>");
  }

  @Test
  void saysUntilWhenAnAccountRestsWhosePollsSpend() {
    var pause = new Refresh.Pause(1, Team.NOW.plus(Duration.ofMinutes(14)));
    Refresh refresh = scope -> new Refresh.Outcome(0, 0, 0, Optional.empty(), Optional.of(pause));
    var command = new QuotaCommand(FakeViews.of(Team.accounts()), refresh, Pool.FAMILIES);

    assertThat(Plain.text(Ask.as(Ask.MEMBER, command, "all", true)))
        .contains("reading 1 spends, so it rests until <TIME 2026-11-21T13:19:00Z>");
  }

  private static List<Bar> bars(Message message) {
    return message.blocks().stream()
        .filter(Block.Bars.class::isInstance)
        .map(Block.Bars.class::cast)
        .flatMap(block -> block.bars().stream())
        .toList();
  }

  private static Message ask(List<Current> accounts, String line) {
    return Ask.as(
        Ask.MEMBER, new QuotaCommand(FakeViews.of(accounts), UNUSED, Pool.FAMILIES), line);
  }

  private static void golden(String name, Message message) {
    Golden.matches("QuotaCommandTest/" + name, Plain.text(message));
  }
}
