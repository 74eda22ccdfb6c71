package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Amp. Tells balances, and the windows of its free tier and plans, in sentences for people. The
/// older settings page is read only where its cookie is configured and no token.
///
/// Wire format: https://ampcode.com/manual describes `amp usage`, which asks the same; the call is
/// undocumented.
@AutoService(Provider.class)
public final class Amp implements Provider {

  private static final Cookie COOKIE = new Cookie("session");
  private static final String KEY_IN_FILE = "apiKey@https://ampcode.com/";
  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
  private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(1000);
  private static final long LONGEST = Duration.ofDays(62).toSeconds();

  private static final Profile PROFILE =
      new Profile(
          "amp",
          "Amp",
          "An access token from ampcode.com/settings, or the credential file of the Amp CLI.",
          List.of(
              Option.secret("key", "the access token").optional(),
              Option.text(
                  OAuth.CREDENTIALS_FILE,
                  "the credential file of the Amp CLI, ~/.local/share/amp/secrets.json, which is"
                      + " only read"),
              Option.secret("cookie", "the cookie session of the older settings page, if no token")
                  .optional(),
              Option.url("base-url", "https://ampcode.com", "where Amp is")),
          Set.of(
              Profile.Told.BALANCE, Profile.Told.PLAN, Profile.Told.WINDOWS, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// Failures may come with status 200.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    if (ErrorBody.of(answer).has("auth-required")) {
      return Optional.of(Failure.Kind.AUTH);
    }
    return answer.status() < 300 ? Optional.of(Failure.Kind.UNREACHABLE) : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.AUTH
        ? Optional.of("make a new token at ampcode.com/settings")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var token = access.findSecret("key").or(() -> ofTheTool(access, api));
    if (token.isPresent()) {
      return AmpText.read(text(access, api, token.get(), now), now);
    }
    return access
        .findSecret("cookie")
        .map(cookie -> {
          var request = COOKIE.on(Request.get(access.uri("base-url"), "/settings"), cookie);
          return Report.of(List.of(settings(api.send(request).text(), now))).withPlan("Free");
        })
        .orElseThrow(() ->
            ApiException.of(
                Failure.Kind.AUTH, "neither key nor credentials-file nor cookie is configured"));
  }

  /// The token that the Amp CLI keeps.
  private static Optional<Secret> ofTheTool(Access access, Api api) {
    return access
        .findText(OAuth.CREDENTIALS_FILE)
        .map(file ->
            api.accessToken(
                OAuth.ofFile(
                    access,
                    Path.of(file),
                    (secrets, now) ->
                        new Grant(
                            new Secret(secrets.at(KEY_IN_FILE).name()),
                            Optional.empty(),
                            Optional.empty())),
                Optional.empty()));
  }

  private String text(Access access, Api api, Secret token, Instant now) {
    var request =
        Request.post(access.uri("base-url"), "/api/internal")
            .query("userDisplayBalanceInfo", "")
            .bearer(token)
            .json(Json.write(Map.of("method", "userDisplayBalanceInfo", "params", Map.of())));
    var answer = api.send(request);
    var body = answer.json();
    if (!body.at("ok").flag()) {
      throw Failures.of(this, request, answer, now, request.secrets(access.secrets()));
    }
    return body.at("result").at("displayText").text();
  }

  /// The older page tells the free tier in cents, under a name whose beginning varies.
  private static Quota settings(String page, Instant now) {
    var told =
        PageScript.object(page, "getFreeTierUsage/")
            .or(() -> PageScript.object(page, "freeTierUsage"))
            .orElseThrow(() -> unreadable("the free tier's usage"));
    var used = PageScript.number(told, "used").orElseThrow(() -> unreadable("used"));
    var limit =
        PageScript.number(told, "quota")
            .filter(amount -> amount.signum() > 0)
            .orElseThrow(() -> unreadable("quota"));
    var quota =
        Quota.named("Amp Free", "USD")
            .withUsed(used.movePointLeft(2))
            .withLimit(limit.movePointLeft(2));
    var sized =
        PageScript.number(told, "windowHours")
            .filter(hours -> hours.signum() > 0 && hours.compareTo(MOST_HOURS) < 0)
            .map(hours -> quota.withWindow(Duration.ofHours(hours.longValue())))
            .orElse(quota);
    return PageScript.number(told, "hourlyReplenishment")
        .flatMap(rate -> full(used, rate, now))
        .map(sized::withResetsAt)
        .orElse(sized);
  }

  /// When what was used has come back at so much an hour.
  static Optional<Instant> full(BigDecimal used, BigDecimal hourly, Instant now) {
    if (hourly.signum() <= 0 || used.signum() < 0) {
      return Optional.empty();
    }
    var seconds = used.multiply(HOUR).divide(hourly, 0, RoundingMode.UP);
    return seconds.compareTo(BigDecimal.valueOf(LONGEST)) > 0
        ? Optional.empty()
        : Optional.of(now.plusSeconds(seconds.longValue()));
  }

  private static ApiException unreadable(String expected) {
    return ApiException.of(
        Failure.Kind.UNREADABLE, "expected %s in the page, found none".formatted(expected));
  }
}
