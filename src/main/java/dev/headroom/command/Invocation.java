package dev.headroom.command;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One use of a command, its words already told apart.
///
/// @param form the sub-command, or empty
/// @param values by parameter name, as typed
/// @param fresh whether to read the accounts first, as a Refresh button asks
public record Invocation(
    String form, Map<String, String> values, Caller caller, Instant at, boolean fresh) {

  public Invocation {
    values = Map.copyOf(values);
  }

  public Optional<String> value(String parameter) {
    return Optional.ofNullable(values.get(parameter));
  }
}
