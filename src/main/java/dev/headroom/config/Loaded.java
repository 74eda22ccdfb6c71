package dev.headroom.config;

import java.util.List;

/// What came of reading the config file.
public sealed interface Loaded {

  record Ready(Config config) implements Loaded {}

  /// The file has problems.
  ///
  /// @param problems all of them, in the order of the file; at least one
  record Broken(List<Problem> problems) implements Loaded {
    public Broken {
      problems = List.copyOf(problems);
    }
  }
}
