package dev.headroom.provider;

import java.util.Optional;

/// Who makes a login, at a terminal.
public interface Person {

  /// Shows a line that they act on.
  void tell(String line);

  /// Shows how it goes while they wait.
  void progress(String line);

  /// Their next line; empty when there will be none.
  Optional<String> ask(String question);
}
