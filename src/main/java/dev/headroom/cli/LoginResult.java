package dev.headroom.cli;

import java.util.Optional;

/// What came of wanting to log an account in.
public sealed interface LoginResult {

  /// It is logged in, and the login is kept.
  ///
  /// @param owner whose login it is, where the vendor tells
  record Made(Optional<String> owner) implements LoginResult {}

  /// It can't begin as things are; nobody was asked anything.
  ///
  /// @param reason with what to do, in a sentence
  record Impossible(String reason) implements LoginResult {}
}
