package dev.headroom.chat.console;

import dev.headroom.chat.Inbox;
import java.util.Optional;

/// What people type on and read from.
interface Screen extends AutoCloseable {

  /// The next line; empty when there will be none any more. `inbox` knows the completions.
  Optional<String> readLine(Inbox inbox);

  /// Prints whole lines, above what someone is typing just now.
  void print(String text);

  /// How many columns there are.
  int width();

  @Override
  void close();
}
