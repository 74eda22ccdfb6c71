package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Cursor. The session cookie of a person tells their plan's usage and calls, the token of their
/// app the usage alone; the Admin API key of a team tells what its members spend and use.
///
/// Wire format: https://cursor.com/docs/account/teams/admin-api; a person's usage is what the
/// dashboard asks, and undocumented.
@AutoService(Provider.class)
public final class Cursor implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "cursor",
          "Cursor",
          "The cookie WorkosCursorSessionToken of a browser signed in at cursor.com, or an Admin"
              + " API key from the team's dashboard.",
          List.of(
              Option.secret("cookie", "a person's session: the cookie WorkosCursorSessionToken")
                  .optional(),
              Option.secret(
                      "app-token",
                      "the token of a person's app instead of a cookie, cursorAuth/accessToken")
                  .optional(),
              Option.secret("key", "a team's Admin API key, instead of a cookie").optional(),
              Option.url("base-url", "https://cursor.com", "where the dashboard is"),
              Option.url("app-url", "https://api2.cursor.sh", "where the app's API is"),
              Option.url("admin-url", "https://api.cursor.com", "where the Admin API is")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.PLAN,
              Profile.Told.WINDOWS,
              Profile.Told.STATUS),
          Duration.ofMinutes(15),
          "free; four requests for a person, and as many pages as there are calls",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// A session that has ended may come as a 403.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return answer.status() == 403 && ErrorBody.of(answer).says("not_authenticated")
        ? Optional.of(Failure.Kind.AUTH)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("sign in at cursor.com and copy the cookie, or renew the key");
      case FORBIDDEN -> Optional.of("the Admin API may need another plan, or a team admin's key");
      case NO_PLAN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var key = access.findSecret("key");
    if (key.isPresent()) {
      return new CursorTeam(access.uri("admin-url"), key.get(), api, now).read();
    }
    return access
        .findSecret("cookie")
        .map(cookie -> new CursorPerson(access.uri("base-url"), cookie, api, now).read())
        .or(() ->
            access
                .findSecret("app-token")
                .map(token -> new CursorApp(access.uri("app-url"), token, api).read()))
        .orElseThrow(
            () -> ApiException.of(Failure.Kind.AUTH, "neither a cookie nor a key is configured"));
  }
}
