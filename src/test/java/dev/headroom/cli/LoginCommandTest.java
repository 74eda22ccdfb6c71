package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class LoginCommandTest {

  private static final String ACCOUNTS =
      """
      accounts:
        - {id: keyed, provider: acme, key: k}
        - {id: club-ada, provider: club}
        - {id: seeded, provider: club, refresh-token: r}
        - {id: filed, provider: club, credentials-file: /tmp/f}
      """;

  private final StringWriter answers = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final FakeProgram program = new FakeProgram(ACCOUNTS);

  @Test
  void saysWhoseLoginItIs() {
    assertThat(login("s3cret-code\n", "club-ada")).isZero();

    assertThat(program.asked).endsWith("login club-ada s3cret-code");
    assertThat(answers.toString())
        .isEqualTo(
            "Paste it: Logged club-ada in as ada@example.com, Plus. The next poll uses it.\n");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void doesWithoutKnowingWhoseLoginItIs() {
    assertThat(login("anonymous\n", "club-ada")).isZero();
    assertThat(answers.toString()).endsWith("Logged club-ada in. The next poll uses it.\n");
  }

  @Test
  void offersTheNeighborOfAnUnknownAccount() {
    assertThat(login("", "club-ads")).isEqualTo(2);
    assertThat(errors.toString())
        .isEqualTo(
            "headroom: there is no account \"club-ads\" in config/headroom.yaml;"
                + " did you mean \"club-ada\"?\n");
    assertThat(program.asked).containsExactly("load config/headroom.yaml");
  }

  @Test
  void listsTheAccountsWhenNoneIsNear() {
    assertThat(login("", "zzz")).isEqualTo(2);
    assertThat(errors.toString()).endsWith("; there are keyed, club-ada, seeded, filed\n");
  }

  @Test
  void saysWhichCredentialAnAccountTakesInstead() {
    assertThat(login("", "keyed")).isEqualTo(2);
    assertThat(errors.toString())
        .isEqualTo(
            "headroom: keyed takes no login but a credential in the config file."
                + " A key from Acme.\n");
  }

  @Test
  void makesNoLoginThatTheConfigWouldHide() {
    assertThat(login("code\n", "seeded")).isEqualTo(2);
    assertThat(login("code\n", "filed")).isEqualTo(2);
    assertThat(errors.toString())
        .isEqualTo(
            """
            headroom: the config gives seeded a refresh-token, which goes before a login; remove that key first
            headroom: the config gives filed a credentials-file, which goes before a login; remove that key first
            """);
  }

  @Test
  void saysWhatIsMissingToBegin() {
    assertThat(login("later\n", "club-ada")).isEqualTo(2);
    assertThat(errors.toString()).isEqualTo("headroom: a login is kept encrypted; set a key\n");
  }

  @Test
  void saysWhyALoginCameToNothing() {
    assertThat(login("", "club-ada")).isEqualTo(1);
    assertThat(errors.toString())
        .isEqualTo("headroom: club-ada is not logged in: nothing was pasted\n");
  }

  @Test
  void needsAnAccount() {
    assertThat(login("")).isEqualTo(2);
    assertThat(errors.toString()).contains("ACCOUNT");
  }

  private int login(String typed, String... arguments) {
    var line = new String[arguments.length + 1];
    line[0] = "login";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return CommandLines.of(program, new BufferedReader(new StringReader(typed)))
        .setOut(new PrintWriter(answers, true))
        .setErr(new PrintWriter(errors, true))
        .execute(line);
  }
}
