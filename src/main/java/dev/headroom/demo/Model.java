package dev.headroom.demo;

import java.util.Locale;

/// A model that an account uses.
///
/// @param share of the account's spend
/// @param tokensPerDollar input tokens, the cached ones included
record Model(String name, double share, double tokensPerDollar) {

  private static final double OUTPUT = 0.06;
  private static final double CACHED = 0.62;
  private static final double TOKENS_PER_REQUEST = 2_400;

  long tokensIn(double dollars) {
    return Math.round(dollars * share * tokensPerDollar);
  }

  long tokensCached(double dollars) {
    return Math.round(tokensIn(dollars) * CACHED);
  }

  long tokensOut(double dollars) {
    return Math.round(tokensIn(dollars) * OUTPUT);
  }

  long requests(double dollars) {
    return Math.round(tokensIn(dollars) / TOKENS_PER_REQUEST);
  }

  /// An amount as JSON holds it.
  static String amount(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
