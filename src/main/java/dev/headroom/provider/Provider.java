package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A vendor whose accounts can be read.
public interface Provider {

  /// What it is called, what it needs, and what it tells.
  Profile profile();

  /// Reads one account.
  ///
  /// @throws ApiException when nothing could be read; what failed in part is a gap in the report
  Report poll(Access access, Api api, Instant now);

  /// As [#poll], for a check whose report nobody keeps: it takes nothing that is told once only.
  default Report trial(Access access, Api api, Instant now) {
    return poll(access, api, now);
  }

  /// The addresses that the account's credentials may be sent to: those of its options, unless they
  /// follow from other options.
  default List<URI> origins(Access access) {
    return access.origins();
  }

  /// How a person logs this account in; empty where it takes another credential.
  default Optional<Login> login(Access access) {
    return Optional.empty();
  }

  /// Which models its accounts give access to, where that is known before they report any.
  default Models models() {
    return new Models.Untold();
  }

  /// What an error answer means where this vendor differs from the rest; empty keeps the usual
  /// reading of its status and body.
  default Optional<Failure.Kind> classify(Answer answer) {
    return Optional.empty();
  }

  /// What a person can do about a failure of this kind, in half a sentence that follows the reason;
  /// empty where the reason says enough.
  default Optional<String> advice(Failure.Kind kind) {
    return Optional.empty();
  }
}
