package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// GitHub Copilot. Without an organization or enterprise it tells the quota of the person whose
/// token it is; with one, the seats, credits, cost and budgets that GitHub bills.
///
/// Wire format: https://docs.github.com/en/rest/billing/usage; a person's quota is what editors
/// ask, and undocumented.
@AutoService(Provider.class)
public final class Copilot implements Provider {

  private static final String KEY = "key";

  private static final Profile PROFILE =
      new Profile(
          "copilot",
          "GitHub Copilot",
          "For a person a login made by headroom login, an OAuth token with Copilot (gh auth token,"
              + " scope read:user), or an editor's credential file; for an organization or enterprise a token of an owner or"
              + " billing manager with Administration read.",
          List.of(
              Option.secret(KEY, "the token; a person may log in instead").optional(),
              Option.text(
                  OAuth.CREDENTIALS_FILE,
                  "the credential file of an editor, ~/.config/github-copilot/apps.json, which is"
                      + " only read"),
              Option.url("base-url", "https://api.github.com", "where the API is"),
              Option.url(
                  "reports-url",
                  "https://copilot-reports.github.com",
                  "where reports of what people did lie; no credential goes there"),
              Option.url("auth-url", "https://github.com", "where a person logs in"),
              Option.text("client-id", "the client that logs in; the editors' by itself")
                  .or("Iv1.b507a08c87ecfe98"),
              Option.text("organization", "read the billing of this organization").beside(KEY),
              Option.text("enterprise", "read the billing of this enterprise").beside(KEY),
              Option.text("user", "also read what this person pays without an organization")
                  .beside(KEY)),
          Set.of(
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.PLAN,
              Profile.Told.WINDOWS,
              Profile.Told.STATUS),
          Duration.ofMinutes(15),
          "free; one request, for a bill up to nine an hour and more for long lists of budgets",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// GitHub answers 403 also to those who ask too often.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    var spent = answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
    return answer.status() == 403 && (spent || ErrorBody.of(answer).says("rate limit"))
        ? Optional.of(Failure.Kind.RATE_LIMITED)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case FORBIDDEN ->
          Optional.of(
              "a person's quota needs a token with Copilot, a bill one of an owner or billing"
                  + " manager");
      case NOT_AVAILABLE ->
          Optional.of("billing needs a token of an owner or billing manager, and the right name");
      case NO_PLAN -> Optional.of("the token's owner has no Copilot; check whose token it is");
      case AUTH, RATE_LIMITED, EXHAUSTED, UNREACHABLE, UNREADABLE -> Optional.empty();
    };
  }

  /// What an organization pays isn't told to the login of an editor.
  ///
  /// https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow
  @Override
  public Optional<Login> login(Access access) {
    if (access.findText("organization").isPresent() || access.findText("enterprise").isPresent()) {
      return Optional.empty();
    }
    var page = access.uri("auth-url");
    return Optional.of(
        new Login.DeviceCode(
            URI.create(page + "/login/device/code"),
            URI.create(page + "/login/oauth/access_token"),
            access.text("client-id"),
            "read:user"));
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var organization = access.findText("organization");
    if (organization.isPresent()) {
      return CopilotBilling.ofOrganization(access, api, now, organization.get());
    }
    return access
        .findText("enterprise")
        .map(name -> CopilotBilling.ofEnterprise(access, api, now, name))
        .orElseGet(() -> person(access, api, now));
  }

  private Report person(Access access, Api api, Instant now) {
    var parts = new Parts();
    parts
        .read("quota", () -> CopilotQuota.read(user(access, api)))
        .ifPresent(report -> {
          report.plan().ifPresent(parts::plan);
          parts.add(report.readings());
        });
    access
        .findText("user")
        .ifPresent(name -> CopilotBilling.addUser(access, api, now, name, parts));
    return parts.report();
  }

  /// Here a 404 says that the token is good and its owner has no Copilot.
  private Json user(Access access, Api api) {
    var request =
        Request.get(access.uri("base-url"), "/copilot_internal/user")
            .header("X-Github-Api-Version", "2025-04-01")
            .header("Editor-Version", "vscode/1.105.0")
            .header("Editor-Plugin-Version", "copilot-chat/0.33.0");
    try {
      return send(access, api, request).json();
    } catch (ApiException e) {
      if (e.answer().filter(answer -> answer.status() == 404).isEmpty()) {
        throw e;
      }
      throw ApiException.of(
          Failure.Kind.NO_PLAN,
          "there is no plan to read (404); " + advice(Failure.Kind.NO_PLAN).orElseThrow());
    }
  }

  private static Answer send(Access access, Api api, Request request) {
    return access
        .findSecret(KEY)
        .map(key -> api.send(request.credential("Authorization", "token ", key)))
        .orElseGet(() -> api.sendAs(tokens(access, access.uri("auth-url").getHost()), request));
  }

  /// The file names its logins by host and app: `github.com:Iv1.b507a08c87ecfe98`.
  private static OAuth tokens(Access access, String host) {
    return OAuth.lasting(
        access,
        (file, now) ->
            file.fields().entrySet().stream()
                .filter(it -> it.getKey().equals(host) || it.getKey().startsWith(host + ":"))
                .flatMap(it -> it.getValue().at("oauth_token").findName().stream())
                .findFirst()
                .map(token -> new Grant(new Secret(token), Optional.empty(), Optional.empty()))
                .orElseThrow(() ->
                    ApiException.of(
                        Failure.Kind.AUTH, "the credential file holds no login of " + host)));
  }

  /// The token that may read bills.
  static Secret billingKey(Access access) {
    return access
        .findSecret(KEY)
        .orElseThrow(() ->
            ApiException.of(Failure.Kind.FORBIDDEN, "billing needs a key, a login is not enough"));
  }
}
