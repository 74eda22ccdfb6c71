package dev.headroom.provider;

import dev.headroom.provider.TokenDesk.Outcome;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A login by a code that the person types on the vendor's page.
///
/// https://www.rfc-editor.org/rfc/rfc8628
final class DeviceLogin {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Duration SLOWER = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Login.DeviceCode login;
  private final Http http;
  private final TokenDesk desk;
  private final Person person;

  DeviceLogin(Login.DeviceCode login, Http http, TokenDesk desk, Person person) {
    this.login = login;
    this.http = http;
    this.desk = desk;
    this.person = person;
  }

  /// What the vendor gave to begin with.
  private record Started(
      Secret deviceCode, String userCode, URI page, Duration lasts, Duration interval) {

    static Started read(Json answer) {
      return new Started(
          new Secret(answer.at("device_code").name()),
          word(answer.at("user_code")),
          page(answer.at("verification_uri")),
          seconds(answer.at("expires_in"), 15 * 60, 24 * 60 * 60),
          seconds(answer.at("interval"), 5, 60));
    }

    private static String word(Json code) {
      var word = code.name();
      if (!word.matches("[A-Za-z0-9-]{1,40}")) {
        throw code.mismatch("a code to type");
      }
      return word;
    }

    private static URI page(Json address) {
      var text = address.name();
      if (!text.matches("https?://[!-~]{1,500}")) {
        throw address.mismatch("an address");
      }
      return URI.create(text);
    }

    private static Duration seconds(Json time, long usual, long most) {
      return Duration.ofSeconds(Math.clamp(time.findCount().orElse(usual), 1, most));
    }
  }

  /// How long to wait: as told, or for now longer, because nobody answered.
  private record Pace(Duration interval, Duration pause) {
    static Pace of(Duration interval) {
      return new Pace(interval, interval);
    }

    Pace patient() {
      var twice = pause.multipliedBy(2);
      return new Pace(interval, twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE);
    }
  }

  Json make() throws InterruptedException {
    var started =
        Started.read(
            desk.demand(
                Request.post(login.codeUrl(), "")
                    .form(
                        new Request.Field("client_id", login.clientId()),
                        new Request.Field("scope", login.scope()))));
    person.tell("Open this page, log in, and type the code:");
    person.tell("");
    person.tell(started.page().toString());
    person.tell("");
    person.tell("    " + started.userCode());
    person.tell("");
    person.tell(
        "It lasts %s. Type it only if you began this login yourself."
            .formatted(minutes(started.lasts())));
    return await(started);
  }

  private Json await(Started started) throws InterruptedException {
    var end = http.now().plus(started.lasts());
    var request = polling(started);
    var pace = Pace.of(started.interval());
    person.progress("Waiting for the vendor to say that you did.");
    while (http.now().plus(pace.pause()).isBefore(end)) {
      http.sleep(pace.pause());
      var outcome = desk.ask(request);
      if (outcome instanceof Outcome.Granted(var answer)) {
        return answer;
      }
      pace = after(outcome, pace, end);
    }
    throw over();
  }

  private Pace after(Outcome outcome, Pace pace, Instant end) {
    return switch (outcome) {
      case Outcome.Granted _ -> pace;
      case Outcome.Silence(var why) -> {
        person.progress(why.failure().reason() + "; trying again");
        yield pace.patient();
      }
      case Outcome.Refused(var code, var why) ->
          switch (code) {
            case "authorization_pending" -> {
              remind(pace, end);
              yield Pace.of(pace.interval());
            }
            case "slow_down" -> Pace.of(pace.interval().plus(SLOWER));
            case "access_denied" ->
                throw ApiException.of(Kind.AUTH, "the login was refused on the vendor's page");
            case "expired_token" -> throw over();
            default -> throw why;
          };
    };
  }

  /// Once a minute.
  private void remind(Pace pace, Instant end) {
    var left = Duration.between(http.now(), end);
    if (left.minus(pace.interval()).toMinutes() < left.toMinutes()) {
      person.progress("Still waiting; the code lasts %s more.".formatted(minutes(left)));
    }
  }

  private Request polling(Started started) {
    return Request.post(login.tokenUrl(), "")
        .form(
            new Request.Field("client_id", login.clientId()),
            new Request.Field("device_code", started.deviceCode().value()),
            new Request.Field("grant_type", GRANT))
        .hiding(List.of(started.deviceCode()));
  }

  private static String minutes(Duration time) {
    var minutes = Math.max(1, time.toMinutes());
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }

  private static ApiException over() {
    return ApiException.of(Kind.AUTH, "the code was not typed in time; begin again");
  }
}
