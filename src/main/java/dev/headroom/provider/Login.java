package dev.headroom.provider;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How a person logs an account in, so that Headroom has a login that no other tool uses.
///
/// [LoggingIn] does it; a vendor only says which addresses and words are its own.
public sealed interface Login {

  /// By a code that the person types on the vendor's page, while Headroom asks whether they did:
  /// https://www.rfc-editor.org/rfc/rfc8628
  ///
  /// @param codeUrl where such a code is had
  /// @param tokenUrl where Headroom asks what came of it
  record DeviceCode(URI codeUrl, URI tokenUrl, String clientId, String scope) implements Login {}

  /// By a page that sends the person on with a code, which they paste:
  /// https://www.rfc-editor.org/rfc/rfc6749#section-4.1 with the proof key of RFC 7636
  ///
  /// @param page where the person logs in
  /// @param redirect where the page sends them; nobody needs to listen there
  /// @param query what the page wants beyond the standard
  /// @param warning what a person should know before they log in
  record PastedCode(
      URI page,
      URI redirect,
      String clientId,
      String scope,
      List<Request.Field> query,
      Exchange exchange,
      Optional<String> warning)
      implements Login {
    public PastedCode {
      query = List.copyOf(query);
    }
  }

  /// How a pasted code becomes tokens.
  ///
  /// @param json whether the endpoint takes JSON rather than a form
  /// @param withState whether it wants the state of the page, too
  /// @param owner whose login it is, as far as the endpoint's answer tells
  record Exchange(
      URI tokenUrl,
      boolean json,
      boolean withState,
      Optional<Secret> clientSecret,
      Function<Json, Optional<String>> owner) {}
}
