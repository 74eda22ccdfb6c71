package dev.headroom.command;

import java.util.function.BooleanSupplier;

/// Who typed a command.
///
/// @param platform `slack`, `discord`, `console`
/// @param admin asks whether this person may change things; false when it can't be found out. It
///   may ask the platform, so it is asked only when it matters.
public record Caller(String platform, String id, String name, BooleanSupplier admin) {

  /// The words that are kept with a change: `slack:U0123 (ada)`.
  public String signature() {
    return platform + ":" + id + " (" + name + ")";
  }
}
