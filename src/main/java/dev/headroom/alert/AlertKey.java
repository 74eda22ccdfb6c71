package dev.headroom.alert;

import java.time.Instant;
import java.util.Optional;

/// What makes one alert this alert and no other, so that one breach never hides another.
///
/// @param scope the account's id; for a budget its scope: `all`, `provider:openai`
/// @param subject the quota's or the balance's name; for a budget its rhythm
/// @param period when the budget's period began; empty for what has none
public record AlertKey(Rule rule, String scope, String subject, Optional<Instant> period) {

  public static AlertKey of(Rule rule, String scope, String subject) {
    return new AlertKey(rule, scope, subject, Optional.empty());
  }

  /// One word for logs and tables.
  public String toText() {
    return rule + "/" + scope + "/" + subject + period.map(from -> "/" + from).orElse("");
  }
}
