package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Cursor. The session cookie of a person tells their plan's usage and calls, the login of their
/// app the usage alone; the Admin API key of a team tells what its members spend, use and do.
///
/// Wire format: https://cursor.com/docs/account/teams/admin-api; a person's usage is what the
/// dashboard asks, and undocumented.
@AutoService(Provider.class)
public final class Cursor implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "cursor",
          "Cursor",
          "The cookie WorkosCursorSessionToken of a browser signed in at cursor.com, a token of the"
              + " app, or an Admin API key (key_… or crsr_…) from the dashboard of an Enterprise"
              + " team.",
          List.of(
              Option.secret("cookie", "a person's session: the cookie WorkosCursorSessionToken")
                  .optional(),
              Option.secret(
                      "app-token",
                      "the token of a person's app instead of a cookie, cursorAuth/accessToken")
                  .optional(),
              Option.secret(
                      OAuth.REFRESH_TOKEN,
                      "a refresh token of an app's login that only Headroom uses, instead of"
                          + " app-token")
                  .optional(),
              Option.text("client-id", "the client that the refresh token belongs to")
                  .or("KbZUR41cY7W6zRSdpSUJ7I7mLYBKOCmB"),
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
      var admin = CursorAdmin.of(access.uri("admin-url"), key.get(), api);
      return new CursorTeam(admin, now).read();
    }
    return access
        .findSecret("cookie")
        .map(cookie -> new CursorPerson(access.uri("base-url"), cookie, api, now).read())
        .or(() -> app(access, api).map(send -> new CursorApp(access.uri("app-url"), send).read()))
        .orElseThrow(
            () -> ApiException.of(Failure.Kind.AUTH, "neither a cookie nor a key is configured"));
  }

  private static Optional<Function<Request, Answer>> app(Access access, Api api) {
    return access
        .findSecret("app-token")
        .<Function<Request, Answer>>map(token -> request -> api.send(request.bearer(token)))
        .or(() ->
            access
                .findSecret(OAuth.REFRESH_TOKEN)
                .map(seed -> request -> api.sendAs(tokens(access), request)));
  }

  private static OAuth tokens(Access access) {
    var client = new Request.Field("client_id", access.text("client-id"));
    return OAuth.seeded(access, URI.create(access.uri("app-url") + "/oauth/token"), client);
  }
}
