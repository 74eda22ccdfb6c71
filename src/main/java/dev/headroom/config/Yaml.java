package dev.headroom.config;

import java.util.List;
import java.util.Map;

/// A value of the file, interpolated, that knows its path and line.
sealed interface Yaml {

  String path();

  int line();

  /// What it is, for a message that expected something else.
  String kind();

  /// One value.
  ///
  /// @param value what it stands for
  /// @param source as written, before variables were put in: these may be secret, their names
  ///   aren't
  record Text(String path, int line, String value, String source) implements Yaml {

    private static final int SHOWN = 60;

    @Override
    public String kind() {
      return "text";
    }

    /// How a message may show the value: as written, but nothing that looks like a credential.
    String shown() {
      return shown(source);
    }

    static String shown(String source) {
      var suspicious =
          source.contains("@")
              || source.matches("(?is).*(sk-|xox.-|xapp-|ghp_|eyJ|[a-z0-9+/_.=-]{28}).*");
      if (suspicious && !source.matches("\\$\\{[A-Za-z_][A-Za-z0-9_]*}")) {
        return "something that looks like a secret";
      }
      var line = source.replaceAll("\\p{Cntrl}+", " ");
      return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
  }

  /// A key without a value, or whose variable is empty: as good as not written.
  record Nothing(String path, int line) implements Yaml {
    @Override
    public String kind() {
      return "empty";
    }
  }

  /// A value that could not be made out, which has been reported already.
  record Broken(String path, int line) implements Yaml {
    @Override
    public String kind() {
      return "unreadable";
    }
  }

  record Items(String path, int line, List<Yaml> items) implements Yaml {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// Keys with their values.
  ///
  /// @param fields in the order of the file
  record Fields(String path, int line, Map<String, Yaml> fields) implements Yaml {
    @Override
    public String kind() {
      return "a section";
    }
  }

  /// The path of a key below `path`.
  static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
