package dev.headroom.chat.slack;

import com.slack.api.model.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may change things. Slack has no rights per command, so we ask who someone is.
///
/// Guests never may, and nobody may when Slack can't say. Good answers are kept for five minutes,
/// failures not at all.
final class Admins {

  private static final Logger LOG = LoggerFactory.getLogger(Admins.class);
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final SlackApi api;
  private final List<String> admins;
  private final InstantSource clock;
  private final Map<String, Kept<User>> users = new ConcurrentHashMap<>();
  private final Map<String, Kept<List<String>>> groups = new ConcurrentHashMap<>();

  private record Kept<T>(T value, Instant until) {}

  Admins(SlackApi api, List<String> admins, InstantSource clock) {
    this.api = api;
    this.admins = List.copyOf(admins);
    this.clock = clock;
  }

  boolean isAdmin(String user) {
    var decision = kept(users, user, this::ask).then(person -> decide(user, person));
    if (decision instanceof Outcome.Done<Boolean>(var yes)) {
      return yes;
    }
    LOG.warn("slack admin=refused user={} reason=\"{}\"", user, decision.reason());
    return false;
  }

  private Outcome<Boolean> decide(String id, User user) {
    if (user.isRestricted() || user.isUltraRestricted() || user.isStranger() || user.isDeleted()) {
      return new Outcome.Done<>(false);
    }
    if (admins.isEmpty()) {
      return new Outcome.Done<>(user.isAdmin() || user.isOwner() || user.isPrimaryOwner());
    }
    return admins.contains(id) ? new Outcome.Done<>(true) : isMember(id);
  }

  private Outcome<Boolean> isMember(String user) {
    Outcome<Boolean> member = new Outcome.Done<>(false);
    for (var group : admins) {
      if (group.startsWith("S")) {
        var members = kept(groups, group, this::members).map(list -> list.contains(user));
        if (members.equals(new Outcome.Done<>(true))) {
          return members;
        }
        member = member.then(no -> members);
      }
    }
    return member;
  }

  private Outcome<User> ask(String user) {
    return api.call(slack -> slack.usersInfo(r -> r.user(user))).map(info -> info.getUser());
  }

  private Outcome<List<String>> members(String group) {
    return api.call(slack -> slack.usergroupsUsersList(r -> r.usergroup(group)))
        .map(list -> list.getUsers());
  }

  private <T> Outcome<T> kept(
      Map<String, Kept<T>> cache, String key, java.util.function.Function<String, Outcome<T>> ask) {
    var kept = cache.get(key);
    if (kept != null && clock.instant().isBefore(kept.until())) {
      return new Outcome.Done<>(kept.value());
    }
    var fresh = ask.apply(key);
    if (fresh instanceof Outcome.Done<T>(var value)) {
      cache.put(key, new Kept<>(value, clock.instant().plus(KEPT)));
    } else {
      cache.remove(key);
    }
    return fresh;
  }
}
