package dev.headroom.config;

/// One mistake in the config file, in words that hold no secret.
///
/// @param line counted from 1; 0 when it is about the whole file
/// @param path the key, like `accounts[2].every`; empty when it is about the whole file
/// @param text what must hold, and what was found
public record Problem(String file, int line, String path, String text) {

  /// The line that people read: `config/headroom.yaml:12: accounts[2].every: must be …`.
  @Override
  public String toString() {
    var where = line == 0 ? file : file + ":" + line;
    return path.isEmpty() ? where + ": " + text : where + ": " + path + ": " + text;
  }
}
