package dev.headroom.http;

import java.util.Map;

/// Whether work can be done, and how each part is.
///
/// @param parts by name, such as `database` and `slack`, in words that are safe to show
public record Readiness(boolean ready, Map<String, String> parts) {

  public Readiness {
    parts = Map.copyOf(parts);
  }
}
