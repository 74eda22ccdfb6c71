package dev.headroom.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testing.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdminsTest {

  private final FakeSlack slack = new FakeSlack();
  private final AtomicReference<Instant> now = new AtomicReference<>(Messages.NOW);

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void areTheWorkspacesOwnByDefault() {
    var admins = admins();

    assertThat(admins.isAdmin("U0ADMIN")).isTrue();
    assertThat(admins.isAdmin("U0BOB")).isFalse();
  }

  @Test
  void areTheListedPeopleAndTheirGroups() {
    var admins = admins("U0BOB", "S0TEAM");

    assertThat(admins.isAdmin("U0BOB")).isTrue();
    assertThat(admins.isAdmin("U0GROUP")).isTrue();
    assertThat(admins.isAdmin("U0ADMIN")).isFalse();
  }

  @Test
  void areNeverGuests() {
    assertThat(admins("U0GUEST", "S0TEAM").isAdmin("U0GUEST")).isFalse();
  }

  @Test
  void areNobodyWhenSlackCannotSayAndAreAskedAgain() {
    var admins = admins("S0TEAM");
    slack.failNext("users.info", 500, Map.of());
    slack.refuseNext("usergroups.users.list", "missing_scope");

    assertThat(admins.isAdmin("U0GROUP")).isFalse();
    assertThat(admins.isAdmin("U0GROUP")).isFalse();
    assertThat(admins.isAdmin("U0GROUP")).isTrue();
  }

  @Test
  void areRememberedForFiveMinutes() {
    var admins = admins("S0TEAM");
    assertThat(admins.isAdmin("U0GROUP")).isTrue();

    now.set(Messages.NOW.plus(Duration.ofMinutes(4)));
    assertThat(admins.isAdmin("U0GROUP")).isTrue();
    assertThat(slack.calls("usergroups.users.list")).hasSize(1);

    now.set(Messages.NOW.plus(Duration.ofMinutes(6)));
    assertThat(admins.isAdmin("U0GROUP")).isTrue();
    assertThat(slack.calls("usergroups.users.list")).hasSize(2);
  }

  private Admins admins(String... ids) {
    return new Admins(new SlackApi(slack.socketMode()), List.of(ids), now::get);
  }
}
