package dev.headroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testing.Team;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import dev.headroom.usage.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccountViewTest {

  @Test
  void ordersTightestFirstAndWhatIsHiddenLast() {
    var views = AccountView.all(Team.accounts(), Team.NOW);

    assertThat(views)
        .extracting(view -> view.account().id() + " " + view.status().word())
        .containsExactly(
            "groq-free exhausted",
            "openai-prod critical",
            "anthropic-prod warning",
            "mistral-dev ok",
            "deepseek-eval auth-expired",
            "gemini-batch stale");
  }

  @ParameterizedTest(name = "{0} makes a critical account {1}")
  @CsvSource({
    "AUTH,AUTH_EXPIRED",
    "FORBIDDEN,FORBIDDEN",
    "NO_PLAN,NO_PLAN",
    "EXHAUSTED,EXHAUSTED",
    "UNREACHABLE,UNREACHABLE",
    "UNREADABLE,UNREACHABLE",
    "NOT_AVAILABLE,UNKNOWN",
    "RATE_LIMITED,CRITICAL"
  })
  void saysWhyAnAccountCanNotBeRead(Failure.Kind kind, Status status) {
    var view = AccountView.of(Team.failing(Team.openai(), kind, "no"), Team.NOW);

    assertThat(view.status()).isEqualTo(status);
    assertThat(view.share()).contains(new BigDecimal("92"));
  }

  @Test
  void isStaleOnlyAfterThreeIntervals() {
    var account = Team.openai().account();
    var justFresh = Team.read(account, Duration.ofMinutes(15), Report.of(List.of()));
    var justStale = Team.read(account, Duration.ofMinutes(15).plusMillis(1), Report.of(List.of()));

    assertThat(AccountView.of(justFresh, Team.NOW).status()).isEqualTo(Status.OK);
    assertThat(AccountView.of(justStale, Team.NOW).status()).isEqualTo(Status.STALE);
  }

  @Test
  void doesNotCountAQuotaWhoseWindowIsOver() {
    var over = Quota.percent("Five hours", BigDecimal.valueOf(99)).withResetsAt(Team.NOW);
    var running = Quota.percent("Week", BigDecimal.valueOf(12));

    var view = AccountView.of(Team.with("acme", over, running), Team.NOW);

    assertThat(view.status()).isEqualTo(Status.OK);
    assertThat(view.tightest()).map(QuotaView::quota).contains(running);
    assertThat(view.quotas()).extracting(QuotaView::reset).containsExactly(false, true);
  }

  @Test
  void knowsNothingWhereOnlyLimitsAreTold() {
    var view =
        AccountView.of(
            Team.with("acme", Quota.named("Requests", "requests").withLimit(BigDecimal.TEN)),
            Team.NOW);

    assertThat(view.status()).isEqualTo(Status.UNKNOWN);
    assertThat(view.share()).isEmpty();
    assertThat(view.isHidden()).isFalse();
  }

  @Test
  void isFineWhereNothingIsLimited() {
    var view =
        AccountView.of(
            Team.with("acme", Quota.named("Images today", "images").withUsed(BigDecimal.TWO)),
            Team.NOW);

    assertThat(view.status()).isEqualTo(Status.OK);
  }

  @Test
  void isFineWhereMoneyIsLeftAndOnlyLimitsAreTold() {
    var view =
        AccountView.of(
            Team.with(
                "acme",
                Quota.named("Requests", "requests").withLimit(BigDecimal.TEN),
                new Balance("Credits", Money.usd("0.02"), false)),
            Team.NOW);

    assertThat(view.status()).isEqualTo(Status.OK);
  }

  @Test
  void isExhaustedWhenTheProviderSaysThatTheMoneyIsGone() {
    var view =
        AccountView.of(
            Team.with("acme", new Balance("Credits", Money.usd("0.02"), true)), Team.NOW);

    assertThat(view.status()).isEqualTo(Status.EXHAUSTED);
  }

  @Test
  void putsABlockedQuotaBeforeAFullerOne() {
    var blocked = Quota.percent("Blocked", BigDecimal.valueOf(40)).withBlocked();
    var fuller = Quota.percent("Fuller", BigDecimal.valueOf(98));

    var view = AccountView.of(Team.with("acme", fuller, blocked), Team.NOW);

    assertThat(view.tightest()).map(QuotaView::quota).contains(blocked);
  }
}
