package dev.headroom.usage;

import java.util.Set;
import java.util.regex.Pattern;

/// Which models the accounts of a provider give access to, whatever they have reported so far.
public sealed interface Models {

  /// Only what an account reports tells.
  record Untold() implements Models {}

  /// Models of these families and of no other: `claude`, `gpt`. A name that was never heard is a
  /// family of its own.
  record Of(Set<String> families) implements Models {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*");

    public Of {
      families = Set.copyOf(families);
      for (var family : families) {
        if (!WORD.matcher(family).matches()) {
          throw new IllegalArgumentException(
              "family: must be one word of small letters and digits, was " + family);
        }
      }
    }
  }

  /// Everybody's models.
  record All() implements Models {}

  /// Those of the logins that an account holds. Each quota's name begins with the login's: `claude
  /// ori 5h`, `claude ori #2 5h`.
  record OfLogins() implements Models {}

  static Models of(String... families) {
    return new Of(Set.of(families));
  }
}
