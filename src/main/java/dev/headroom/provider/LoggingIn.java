package dev.headroom.provider;

import java.util.Optional;

/// Makes a login with a person: shows what to open, waits or takes what they paste, and gives the
/// tokens. It stores nothing.
public final class LoggingIn {

  private final Http http;
  private final Provider provider;
  private final Access access;

  public LoggingIn(Http http, Provider provider, Access access) {
    this.http = http;
    this.provider = provider;
    this.access = access;
  }

  /// Asks `person` to log in, and waits until they did.
  ///
  /// @throws ApiException when it came to nothing, in words that are safe to show
  public NewLogin with(Person person, Login login) throws InterruptedException {
    var desk = new TokenDesk(http, provider, access);
    return switch (login) {
      case Login.DeviceCode device ->
          made(new DeviceLogin(device, http, desk, person).make(), Optional.empty());
      case Login.PastedCode pasted -> {
        var answer = new PastedLogin(pasted, desk, person).make();
        yield made(answer, owner(pasted, answer));
      }
    };
  }

  private NewLogin made(Json answer, Optional<String> owner) {
    return new NewLogin(Grant.read(answer, http.now()), owner);
  }

  /// Nice to know, and no reason to fail.
  private static Optional<String> owner(Login.PastedCode login, Json answer) {
    try {
      return login
          .exchange()
          .owner()
          .apply(answer)
          .map(text -> text.replaceAll("\\p{Cntrl}", ""))
          .filter(text -> !text.isBlank() && text.length() <= 200);
    } catch (ApiException _) {
      return Optional.empty();
    }
  }
}
