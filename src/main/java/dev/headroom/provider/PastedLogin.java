package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// A login by a code that the vendor's page gives and the person pastes.
final class PastedLogin {

  private static final String QUESTION = "Paste the code or the address you were sent to:";

  private final Login.PastedCode login;
  private final TokenDesk desk;
  private final Person person;
  private final Pkce pkce;
  private final String state;

  PastedLogin(Login.PastedCode login, TokenDesk desk, Person person) {
    var random = new SecureRandom();
    this.login = login;
    this.desk = desk;
    this.person = person;
    this.pkce = Pkce.random(random);
    this.state = Pkce.word(random);
  }

  Json make() {
    login.warning().ifPresent(person::tell);
    person.tell("Open this page and log in:");
    person.tell("");
    person.tell(login.page() + "?" + Request.encoded(query()));
    person.tell("");
    person.tell(
        "localhost".equals(login.redirect().getHost())
            ? "It then sends you to an address on localhost, which your browser can't open: copy"
                + " that whole address."
            : "It then shows you a code: copy all of it.");
    var answer = desk.demand(exchange(code()));
    if (answer.at("refresh_token").findName().isEmpty()) {
      throw answer.at("refresh_token").mismatch("a refresh token");
    }
    return answer;
  }

  private List<Request.Field> query() {
    var query = new ArrayList<>(login.query());
    query.add(new Request.Field("client_id", login.clientId()));
    query.add(new Request.Field("response_type", "code"));
    query.add(new Request.Field("redirect_uri", login.redirect().toString()));
    query.add(new Request.Field("scope", login.scope()));
    query.add(new Request.Field("code_challenge", pkce.challenge()));
    query.add(new Request.Field("code_challenge_method", "S256"));
    query.add(new Request.Field("state", state));
    return query;
  }

  private Secret code() {
    for (var line = person.ask(QUESTION); line.isPresent(); line = person.ask(QUESTION)) {
      switch (Pasted.read(line.get(), login.redirect(), state)) {
        case Pasted.Code(var code) -> {
          return code;
        }
        case Pasted.Wrong(var expected) -> person.tell(expected);
        case Pasted.Refused(var why) ->
            throw ApiException.of(
                Kind.AUTH, "the login was refused: " + Reasons.safe(why, List.of()));
      }
    }
    throw ApiException.of(Kind.AUTH, "nothing was pasted, so there is no login");
  }

  private Request exchange(Secret code) {
    var how = login.exchange();
    var fields = new ArrayList<Request.Field>();
    fields.add(new Request.Field("grant_type", "authorization_code"));
    fields.add(new Request.Field("code", code.value()));
    fields.add(new Request.Field("redirect_uri", login.redirect().toString()));
    fields.add(new Request.Field("client_id", login.clientId()));
    how.clientSecret()
        .ifPresent(secret -> fields.add(new Request.Field("client_secret", secret.value())));
    fields.add(new Request.Field("code_verifier", pkce.verifier().value()));
    if (how.withState()) {
      fields.add(new Request.Field("state", state));
    }
    var request = Request.post(how.tokenUrl(), "");
    return (how.json() ? request.jsonObject(fields) : request.form(fields))
        .hiding(List.of(code, pkce.verifier(), new Secret(state)));
  }
}
