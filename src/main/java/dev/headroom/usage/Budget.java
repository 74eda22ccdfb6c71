package dev.headroom.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// What a team allows itself to spend in a calendar period, as opposed to a provider's limit.
///
/// There is one budget for a scope and a rhythm. A budget counts only spend in its own currency.
///
/// @param warnAt the used shares, in percent and ascending, at which it speaks before the end
/// @param setBy who set it: a person's name with the platform, or `config`
public record Budget(
    Scope scope, Rhythm rhythm, Money limit, List<BigDecimal> warnAt, String setBy, Instant setAt) {

  /// How often a budget starts anew, at midnight in the configured time zone.
  public enum Rhythm {
    DAILY,
    WEEKLY,
    MONTHLY
  }

  public Budget {
    if (limit.amount().signum() <= 0) {
      throw new IllegalArgumentException(
          "budget " + scope.toText() + ": limit must be positive, was " + limit.amount());
    }
    warnAt = warnAt.stream().sorted().toList();
  }
}
