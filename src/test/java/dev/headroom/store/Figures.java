package dev.headroom.store;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import dev.headroom.usage.Usage.Tally;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// Readings of a day, as tests of the store bring them.
final class Figures {

  private Figures() {}

  static Spend spend(Instant at, String usd) {
    return spend(at, usd, "USD");
  }

  static Spend spend(Instant at, String amount, String currency) {
    return new Spend(Period.day(Period.utcDay(at)), new Money(new BigDecimal(amount), currency));
  }

  static Usage total(Instant at, long tokens) {
    return tokens(at, Optional.empty(), tokens, Tally.DAY_TOTAL);
  }

  static Usage added(Instant at, long tokens) {
    return tokens(at, Optional.empty(), tokens, Tally.SINCE_LAST_POLL);
  }

  static Usage counter(Instant at, long tokens) {
    return tokens(at, Optional.empty(), tokens, Tally.SINCE_START);
  }

  static Usage ofModel(Instant at, String model, long tokens) {
    return tokens(at, Optional.of(model), tokens, Tally.DAY_TOTAL);
  }

  private static Usage tokens(Instant at, Optional<String> model, long tokens, Tally tally) {
    return new Usage(
        Period.utcDay(at),
        model,
        Optional.of(tokens),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        tally);
  }
}
