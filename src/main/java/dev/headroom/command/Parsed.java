package dev.headroom.command;

import dev.headroom.message.Message;
import java.util.Map;

/// What became of a typed line.
public sealed interface Parsed {

  /// A use of the command, its words told apart.
  record Understood(String form, Map<String, String> values) implements Parsed {
    public Understood {
      values = Map.copyOf(values);
    }
  }

  /// Someone asks how the command is used.
  record Help() implements Parsed {}

  /// Not understood; the answer says why and what to type.
  record Misread(Message answer) implements Parsed {}
}
