package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Google Antigravity, by a login of its app. Tells the pools of models, AI credits and the plan;
/// not documented by the vendor.
///
/// Wire format: https://github.com/steipete/CodexBar/blob/main/docs/antigravity.md
@AutoService(Provider.class)
public final class Antigravity implements Provider {

  private static final URI REDIRECT = URI.create("http://localhost:51121/oauth-callback");

  private static final Profile PROFILE =
      new Profile(
          "antigravity",
          "Antigravity",
          "A Google login, made by headroom login, or by a refresh token, with the client id and"
              + " secret of the app that it is made with; Google's terms don't allow other programs"
              + " to use it.",
          options(),
          Set.of(
              Profile.Told.WINDOWS, Profile.Told.PLAN, Profile.Told.BALANCE, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request, and two an hour for the plan and the models",
          false);

  private static List<Option> options() {
    var options = new ArrayList<>(OAuth.options("a tool that keeps a Google login"));
    options.add(Option.text("client-id", "the client id of the app").mandatory());
    options.add(Option.secret("client-secret", "the client secret of the app"));
    options.add(Option.url("base-url", CloudCodeHosts.FIRST, "where the API is"));
    options.add(
        Option.url(
            "sandbox-url",
            CloudCodeHosts.SANDBOX,
            "where it is asked when base-url doesn't answer"));
    options.add(
        Option.url(
            "fallback-url",
            CloudCodeHosts.LAST,
            "where it is asked when sandbox-url doesn't answer either"));
    options.add(
        Option.url("token-url", "https://oauth2.googleapis.com/token", "where tokens are renewed"));
    options.add(
        Option.url(
            "auth-url",
            "https://accounts.google.com/o/oauth2/v2/auth",
            "where headroom login sends people"));
    options.add(Option.text("user-agent", "what the vendor sees").or("antigravity"));
    return options;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Optional<Kind> classify(Answer answer) {
    return CloudCode.meaning(answer);
  }

  @Override
  public Optional<String> advice(Kind kind) {
    return switch (kind) {
      case FORBIDDEN -> Optional.of("sign in to Antigravity with this account to see why");
      case AUTH, NO_PLAN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var parts = new Parts();
    var login = tokens(access);
    var hosts = Stream.of("base-url", "sandbox-url", "fallback-url").map(access::uri).toList();
    CloudCodeHosts.Sender sender =
        (url, body, keptFor, last) -> {
          var request =
              Request.post(url, "")
                  .header("User-Agent", access.text("user-agent"))
                  .json(body)
                  .keptFor(keptFor);
          return api.sendAs(login, last ? request : request.asProbe()).json();
        };
    CloudCode.read(new CloudCodeHosts(hosts, sender, now), parts);
    return parts.report();
  }

  /// Google gives a refresh token only to who asks for offline access and consents.
  ///
  /// https://developers.google.com/identity/protocols/oauth2/native-app
  @Override
  public Optional<Login> login(Access access) {
    return Optional.of(
        new Login.PastedCode(
            access.uri("auth-url"),
            REDIRECT,
            access.text("client-id"),
            "https://www.googleapis.com/auth/cloud-platform"
                + " https://www.googleapis.com/auth/userinfo.email",
            List.of(
                new Request.Field("access_type", "offline"),
                new Request.Field("prompt", "consent")),
            new Login.Exchange(
                access.uri("token-url"),
                false,
                false,
                access.findSecret("client-secret"),
                answer -> IdToken.claims(answer).at("email").findName()),
            Optional.of(
                "Google's terms don't allow other programs to use such a login, and accounts are"
                    + " said to have been barred for it.")));
  }

  private static OAuth tokens(Access access) {
    return OAuth.of(
        access,
        access.uri("token-url"),
        false,
        List.of(
            new Request.Field("client_id", access.text("client-id")),
            new Request.Field("client_secret", access.secret("client-secret").value())),
        Antigravity::fromFile);
  }

  private static Grant fromFile(Json file, Instant now) {
    return new Grant(
        new Secret(file.at("access_token").name()),
        Optional.empty(),
        file.at("expiry_date").findEpochMillis());
  }
}
