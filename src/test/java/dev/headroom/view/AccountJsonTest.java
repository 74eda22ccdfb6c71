package dev.headroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testing.Golden;
import dev.headroom.testing.Team;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccountJsonTest {

  @Test
  void writesTheDocumentOfTheDesign() {
    var accounts =
        List.of(
            Team.openai(),
            Team.deepseek(),
            Team.with(
                "acme",
                Quota.percent("Five hours", new BigDecimal("99.99"))
                    .withResetsAt(Team.NOW.minusSeconds(1)),
                Quota.percent("Week", new BigDecimal("99.99"))));

    Golden.matches(
        "AccountJsonTest/accounts.json", AccountJson.write(AccountView.all(accounts, Team.NOW)));
  }

  @Test
  void writesAnEmptyListOfNoAccounts() {
    assertThat(AccountJson.write(List.of())).isEqualToIgnoringWhitespace("{\"accounts\":[]}");
  }

  /// A terminal may know no other letters.
  @Test
  void escapesWhatIsNotAscii() {
    var view = AccountView.of(Team.with("z", Quota.named("Zürich…", "USD")), Team.NOW);

    assertThat(AccountJson.write(List.of(view)))
        .contains("Z\\u00FCrich\\u2026")
        .matches("\\p{ASCII}*");
  }

  @Test
  void namesARefusedKeyAsItsStatusDoes() {
    var view = AccountView.of(Team.failing(Team.groq(), Failure.Kind.AUTH, "refused"), Team.NOW);

    assertThat(AccountJson.write(List.of(view)))
        .contains("\"status\" : \"auth-expired\"", "\"kind\" : \"auth-expired\"");
  }
}
