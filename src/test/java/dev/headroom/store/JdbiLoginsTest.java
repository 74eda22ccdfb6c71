package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.provider.ApiException;
import dev.headroom.provider.Grant;
import dev.headroom.secret.Secret;
import dev.headroom.secret.Vault;
import dev.headroom.testing.TestDatabase;
import dev.headroom.usage.Failure;
import dev.headroom.view.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class JdbiLoginsTest {

  private static final TestDatabase DB = TestDatabase.create();
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Vault VAULT =
      Vault.open(new Secret("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="));

  private final JdbiLogins logins = new JdbiLogins(DB.database(), VAULT);
  private final List<String> used = new CopyOnWriteArrayList<>();

  @AfterAll
  static void close() {
    DB.close();
  }

  /// A token endpoint whose refresh tokens work once: r1 gives a1 and r2, and so on.
  private Grant rotate(Secret refreshToken) {
    used.add(refreshToken.value());
    return grant(used.size());
  }

  private static Grant grant(int number) {
    return new Grant(
        new Secret("access-" + number),
        Optional.of(new Secret("refresh-" + (number + 1))),
        Optional.of(NOON.plus(Duration.ofHours(1))));
  }

  private Secret ask(String account, String seed, Optional<Secret> refused, Instant now) {
    return logins.accessToken(account, Optional.of(new Secret(seed)), refused, now, this::rotate);
  }

  @Test
  void refreshesOnceWhileTheTokenLasts() {
    ask("lasting", "refresh-1", Optional.empty(), NOON);

    assertThat(ask("lasting", "refresh-1", Optional.empty(), NOON.plusSeconds(60)))
        .isEqualTo(new Secret("access-1"));
    assertThat(used).containsExactly("refresh-1");
  }

  @Test
  void goesOnWithTheNewestRefreshTokenWhenTheAccessTokenEnds() {
    ask("ending", "refresh-1", Optional.empty(), NOON);

    assertThat(ask("ending", "refresh-1", Optional.empty(), NOON.plus(Duration.ofMinutes(59))))
        .isEqualTo(new Secret("access-2"));
    assertThat(used).containsExactly("refresh-1", "refresh-2");
  }

  @Test
  void replacesARefusedToken() {
    var refused = ask("refused", "refresh-1", Optional.empty(), NOON);

    assertThat(ask("refused", "refresh-1", Optional.of(refused), NOON))
        .isEqualTo(new Secret("access-2"));
  }

  @Test
  void beginsAnewWhenTheConfigHoldsAnotherToken() {
    ask("replaced", "old-seed", Optional.empty(), NOON);
    ask("replaced", "new-seed", Optional.empty(), NOON);

    assertThat(used).containsExactly("old-seed", "new-seed");
  }

  @Test
  void keepsTheLastLoginWhenRefreshingFails() {
    ask("failing", "refresh-1", Optional.empty(), NOON);

    assertThatThrownBy(() ->
            logins.accessToken(
                "failing",
                Optional.of(new Secret("refresh-1")),
                Optional.empty(),
                NOON.plus(Duration.ofHours(2)),
                JdbiLoginsTest::unanswered))
        .isInstanceOf(ApiException.class);
    ask("failing", "refresh-1", Optional.empty(), NOON.plus(Duration.ofHours(2)));
    assertThat(used).containsExactly("refresh-1", "refresh-2");
  }

  private static Grant unanswered(Secret refreshToken) {
    throw ApiException.of(Failure.Kind.UNREACHABLE, "no answer");
  }

  @Test
  void saysHowToLogIn() {
    assertThatThrownBy(() ->
            logins.accessToken("nobody", Optional.empty(), Optional.empty(), NOON, this::rotate))
        .isInstanceOf(ApiException.class)
        .hasMessage("AUTH: not logged in: run `headroom login nobody`");
  }

  @Test
  void saysThatItCannotOpenWhatAnotherKeySealed() {
    logins.store("resealed", grant(5));
    var other = new Secret("AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=");

    assertThatThrownBy(() ->
            new JdbiLogins(DB.database(), Vault.open(other))
                .accessToken("resealed", Optional.empty(), Optional.empty(), NOON, this::rotate))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("AUTH: the stored login of resealed can't be opened");
  }

  @Test
  void saysThatALoginWaitsWhileTheDatabaseIsAway() {
    var nowhere = DatabaseUrl.parse("jdbc:postgresql://127.0.0.1:1/headroom");
    try (var away = Database.open(nowhere, List.of())) {
      assertThatThrownBy(() ->
              new JdbiLogins(away, VAULT)
                  .accessToken("any", Optional.empty(), Optional.empty(), NOON, this::rotate))
          .isInstanceOf(ApiException.class)
          .hasMessageStartingWith("UNREACHABLE: its login waits: the database is away: ")
          .hasCauseInstanceOf(Views.Unavailable.class);
    }
    assertThat(used).isEmpty();
  }

  @Test
  void replacesALoginThatHasEnded() {
    logins.store("again", grant(1));
    logins.store("again", grant(8));

    assertThat(logins.accessToken("again", Optional.empty(), Optional.empty(), NOON, this::rotate))
        .isEqualTo(new Secret("access-8"));
  }

  @Test
  void keepsATokenThatLastsUntilItIsRevoked() {
    var token = new Secret("gho_lasting");
    logins.store("lasting-for-ever", new Grant(token, Optional.empty(), Optional.empty()));
    var years = NOON.plus(Duration.ofDays(1000));

    assertThat(
            logins.accessToken(
                "lasting-for-ever", Optional.empty(), Optional.empty(), years, this::rotate))
        .isEqualTo(token);
    assertThat(used).isEmpty();
  }

  @Test
  void usesWhatALoginStored() {
    logins.store("stored", grant(7));

    assertThat(logins.accessToken("stored", Optional.empty(), Optional.empty(), NOON, this::rotate))
        .isEqualTo(new Secret("access-7"));
    assertThat(used).isEmpty();
  }

  @Test
  void storesNothingReadable() {
    logins.store("sealed", grant(3));

    var stored =
        DB.database()
            .with(handle ->
                handle
                    .createQuery(
                        "SELECT encode(refresh_token || access_token, 'escape') FROM login"
                            + " WHERE account = 'sealed'")
                    .mapTo(String.class)
                    .one());
    assertThat(stored).doesNotContain("refresh-4").doesNotContain("access-3");
  }

  @Test
  void refreshesOnceForTwoReplicas() throws Exception {
    Callable<Secret> ask = () -> ask("shared", "refresh-1", Optional.empty(), NOON);

    try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : replicas.invokeAll(List.of(ask, ask, ask, ask))) {
        assertThat(answer.get()).isEqualTo(new Secret("access-1"));
      }
    }
    assertThat(used).containsExactly("refresh-1");
  }
}
