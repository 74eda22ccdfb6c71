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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Codex in a ChatGPT plan, by the login of the Codex CLI. Tells its windows, credits, resets, a
/// member's own limit and the plan; not documented by the vendor. A 429 is heeded with growing
/// [Patience].
///
/// Wire format: https://github.com/steipete/CodexBar/blob/main/docs/codex-oauth.md
@AutoService(Provider.class)
public final class Codex implements Provider {

  private static final URI REDIRECT = URI.create("http://localhost:1455/auth/callback");

  private static final Profile PROFILE =
      new Profile(
          "codex",
          "Codex",
          "A login of a ChatGPT plan, made by headroom login, or by a refresh token, or the"
              + " credential file of the Codex CLI.",
          options(),
          Set.of(
              Profile.Told.WINDOWS, Profile.Told.PLAN, Profile.Told.BALANCE, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request, and up to two more for what the usage leaves out",
          false);

  private static List<Option> options() {
    var options = new ArrayList<>(OAuth.options("the Codex CLI, ~/.codex/auth.json"));
    options.add(Option.url("base-url", "https://chatgpt.com/backend-api", "where the API is"));
    options.add(
        Option.url("token-url", "https://auth.openai.com/oauth/token", "where tokens are renewed"));
    options.add(
        Option.url(
            "auth-url",
            "https://auth.openai.com/oauth/authorize",
            "where headroom login sends people"));
    options.add(
        Option.text("client-id", "the client that the login belongs to; the Codex CLI's by itself")
            .or("app_EMoamEEZ73f0CkXaXp7hrann"));
    options.add(
        Option.text("workspace", "the ChatGPT account id of a team workspace, tokens.account_id"));
    return options;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("gpt");
  }

  /// A page of the edge instead of JSON passes; any other 403 is a token that no longer holds.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return meaning(answer);
  }

  static Optional<Failure.Kind> meaning(Answer answer) {
    var body = ErrorBody.of(answer);
    if (body.codes().stream().anyMatch(code -> code.startsWith("refresh_token_"))) {
      return Optional.of(Failure.Kind.AUTH);
    }
    if (answer.status() != 403 || answer.header("cf-mitigated").isPresent()) {
      return Optional.empty();
    }
    if (answer.text().toLowerCase(Locale.ROOT).contains("just a moment")) {
      return Optional.of(Failure.Kind.UNREACHABLE);
    }
    return answer.text().stripLeading().startsWith("{")
        ? Optional.of(Failure.Kind.AUTH)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case NOT_AVAILABLE -> Optional.of("check base-url");
      case AUTH, FORBIDDEN, NO_PLAN, RATE_LIMITED, EXHAUSTED, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var parts = new Parts();
    var tokens = tokens(access);
    var path = isVendor(access) ? "/wham/usage" : "/api/codex/usage";
    var request = request(access, path).asProbe();
    var usage = api.patience().with(() -> api.sendAs(tokens, request).json(), now);
    CodexQuota.read(usage, aside(access, api, tokens), parts, now);
    return parts.report();
  }

  private static Optional<CodexAside> aside(Access access, Api api, OAuth tokens) {
    return isVendor(access)
        ? Optional.of(
            new CodexAside(
                access.findText("workspace"), path -> beside(api, tokens, request(access, path))))
        : CodexAside.none();
  }

  /// The token has just served for the usage: a refusal here is about the address, and renews
  /// nothing.
  private static Json beside(Api api, OAuth tokens, Request request) {
    try {
      var token = api.accessToken(tokens, Optional.empty());
      return api.send(
              request
                  .header("OpenAI-Beta", "codex-1")
                  .header("originator", "Codex Desktop")
                  .keptFor(CodexAside.KEPT)
                  .bearer(token))
          .json();
    } catch (ApiException e) {
      throw e.failure().kind() == Failure.Kind.AUTH
          ? ApiException.of(Failure.Kind.NOT_AVAILABLE, e.failure().reason())
          : e;
    }
  }

  /// Hosts other than the vendor's own have another path, and nothing beside the usage.
  private static boolean isVendor(Access access) {
    return access.uri("base-url").getPath().contains("/backend-api");
  }

  private static Request request(Access access, String path) {
    var request = Request.get(access.uri("base-url"), path).withoutRedirects();
    return access
        .findText("workspace")
        .map(id -> request.header("ChatGPT-Account-Id", id))
        .orElse(request);
  }

  /// https://github.com/openai/codex/blob/main/codex-rs/login/src/server.rs
  @Override
  public Optional<Login> login(Access access) {
    return Optional.of(
        new Login.PastedCode(
            access.uri("auth-url"),
            REDIRECT,
            access.text("client-id"),
            "openid profile email offline_access",
            List.of(
                new Request.Field("id_token_add_organizations", "true"),
                new Request.Field("codex_cli_simplified_flow", "true")),
            new Login.Exchange(
                access.uri("token-url"), false, false, Optional.empty(), Codex::owner),
            Optional.empty()));
  }

  /// The address and the plan.
  private static Optional<String> owner(Json answer) {
    var claims = IdToken.claims(answer);
    var plan = claims.at("https://api.openai.com/auth").at("chatgpt_plan_type").findName();
    return claims
        .at("email")
        .findName()
        .map(email -> plan.map(type -> email + ", " + CodexQuota.plan(type)).orElse(email));
  }

  private static OAuth tokens(Access access) {
    return OAuth.of(
        access,
        access.uri("token-url"),
        true,
        List.of(
            new Request.Field("client_id", access.text("client-id")),
            new Request.Field("scope", "openid profile email")),
        Codex::fromFile);
  }

  /// When the access token ends, the file doesn't tell. With an API key alone there are no tokens
  /// in it, and there is no plan.
  private static Grant fromFile(Json file, Instant now) {
    if (!file.at("tokens").isPresent() && file.at("OPENAI_API_KEY").isPresent()) {
      throw ApiException.of(
          Failure.Kind.NO_PLAN,
          "the credential file holds an API key only; log the Codex CLI in with ChatGPT");
    }
    var token = new Secret(file.at("tokens").at("access_token").name());
    return new Grant(token, Optional.empty(), Optional.empty());
  }
}
