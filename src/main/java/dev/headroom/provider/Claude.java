package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A Claude subscription, by the login of Claude Code. Tells its windows, extra usage and plan; not
/// documented by the vendor.
///
/// The usage address answers seldom askers only: it is asked once in a poll, and a 429 is heeded
/// for as long as it says, or with growing [Patience] where it says nothing or zero.
///
/// Wire format: https://github.com/anthropics/claude-code/issues/31637
@AutoService(Provider.class)
public final class Claude implements Provider {

  static final String USER_AGENT = "claude-code/2.1.0";
  static final String BETA = "oauth-2025-04-20";

  private static final String SCOPE = "user:inference user:profile";
  private static final URI REDIRECT = URI.create("https://platform.claude.com/oauth/code/callback");
  private static final Cookie COOKIE = new Cookie("sessionKey");

  private static final Profile PROFILE =
      new Profile(
          "claude",
          "Claude",
          "A login of a Claude subscription, made by headroom login, or by a refresh token with the"
              + " scope user:profile, or the credential file of Claude Code.",
          options(),
          Set.of(Profile.Told.WINDOWS, Profile.Told.PLAN, Profile.Told.COST, Profile.Told.STATUS),
          Duration.ofMinutes(10),
          "free; one request, and one an hour for the plan",
          false);

  private static List<Option> options() {
    var options = new ArrayList<>(OAuth.options("Claude Code, ~/.claude/.credentials.json"));
    options.add(Option.url("base-url", "https://api.anthropic.com", "where the API is"));
    options.add(
        Option.url(
            "token-url", "https://platform.claude.com/v1/oauth/token", "where tokens are renewed"));
    options.add(
        Option.url(
            "auth-url", "https://claude.ai/oauth/authorize", "where headroom login sends people"));
    options.add(
        Option.text("client-id", "the client that the login belongs to; Claude Code's by itself")
            .or("9d1c250a-e61b-44d9-88ed-5944d1962f5e"));
    options.add(
        Option.text(
                "user-agent", "what the vendor sees; others than Claude Code may ask less often")
            .or(USER_AGENT));
    options.add(
        Option.secret(
                "cookie", "the cookie sessionKey of claude.ai instead of a login; organization too")
            .optional());
    options.add(Option.text("organization", "with a cookie: the organization's id"));
    options.add(Option.url("web-url", "https://claude.ai", "where the web site is"));
    return options;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("claude");
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case FORBIDDEN ->
          Optional.of("log in with the scope user:profile, which claude setup-token doesn't give");
      case AUTH, NO_PLAN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var cookie = access.findSecret("cookie");
    if (cookie.isPresent()) {
      return web(access, api, cookie.get());
    }
    var login = tokens(access);
    var usage = usage(access, api, login, now);
    var parts = new Parts();
    ClaudeQuota.read(usage, parts);
    parts.read("plan", () -> ClaudeQuota.plan(profile(access, api, login))).ifPresent(parts::plan);
    return parts.report();
  }

  /// What the web site tells a session: the same windows, without the plan.
  private static Report web(Access access, Api api, Secret cookie) {
    var organization =
        access
            .findText("organization")
            .orElseThrow(() ->
                ApiException.of(Failure.Kind.AUTH, "a cookie needs its organization beside it"));
    var path = "/api/organizations/" + Request.segment(organization) + "/usage";
    var request = COOKIE.on(Request.get(access.uri("web-url"), path), cookie);
    var parts = new Parts();
    ClaudeQuota.read(api.send(request).json(), parts);
    return parts.report();
  }

  /// Outside of the parts: whatever it fails with is when the whole account may be asked again.
  private static Json usage(Access access, Api api, OAuth login, Instant now) {
    var request = request(access, "/api/oauth/usage").asProbe();
    return api.patience().with(() -> api.sendAs(login, request).json(), now);
  }

  private static Json profile(Access access, Api api, OAuth login) {
    return api.sendAs(
            login, request(access, "/api/oauth/profile").asProbe().keptFor(Duration.ofHours(1)))
        .json();
  }

  private static Request request(Access access, String path) {
    return Request.get(access.uri("base-url"), path)
        .header("anthropic-beta", BETA)
        .header("Content-Type", "application/json")
        .header("User-Agent", access.text("user-agent"));
  }

  /// The page shows `code#state`, and the endpoint wants both.
  ///
  /// https://github.com/router-for-me/CLIProxyAPI/tree/main/internal/auth/claude
  @Override
  public Optional<Login> login(Access access) {
    return Optional.of(
        new Login.PastedCode(
            access.uri("auth-url"),
            REDIRECT,
            access.text("client-id"),
            SCOPE,
            List.of(new Request.Field("code", "true")),
            new Login.Exchange(
                access.uri("token-url"), true, true, Optional.empty(), Claude::owner),
            Optional.empty()));
  }

  private static Optional<String> owner(Json answer) {
    return answer.at("account").at("email_address").findName();
  }

  private static OAuth tokens(Access access) {
    return OAuth.of(
        access,
        access.uri("token-url"),
        true,
        List.of(
            new Request.Field("client_id", access.text("client-id")),
            new Request.Field("scope", SCOPE)),
        Claude::fromFile);
  }

  private static Grant fromFile(Json file, Instant now) {
    var login = file.at("claudeAiOauth");
    return new Grant(
        new Secret(login.at("accessToken").name()),
        Optional.empty(),
        login.at("expiresAt").findEpochMillis());
  }
}
