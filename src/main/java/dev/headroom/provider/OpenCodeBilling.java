package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What opencode's console tells of money. A dollar is 100 000 000 of its micro-cents, which come
/// as texts.
final class OpenCodeBilling {

  private static final int DIGITS = 8;

  private OpenCodeBilling() {}

  static BigDecimal dollars(BigDecimal microCents) {
    return microCents.movePointLeft(DIGITS);
  }

  /// The balance; a subscriber may well live without one.
  static Balance balance(Json status, boolean subscribed) {
    var left = status.at("balanceMicroCents").decimal();
    var available = status.at("availableMicroCents").findDecimal().orElse(left);
    return new Balance(
        "Zen balance", new Money(dollars(left), "USD"), !subscribed && available.signum() <= 0);
  }

  /// A budget; none where it has no limit.
  static List<Quota> budget(String name, Json budget) {
    var spent = budget.at("spentMicroCents").amount();
    return budget
        .at("limitMicroCents")
        .findAmount()
        .map(limit -> {
          var quota = Quota.named(name, "USD").withUsed(dollars(spent)).withLimit(dollars(limit));
          var known = budget.at("exceeded").findFlag().orElse(false) ? quota.withBlocked() : quota;
          return reset(budget.at("resetsAt")).map(known::withResetsAt).orElse(known);
        })
        .stream()
        .toList();
  }

  /// This one time comes without a zone, and means UTC.
  private static Optional<Instant> reset(Json at) {
    return at.findText()
        .map(text ->
            Times.iso(text)
                .or(() -> Times.iso(text + "Z"))
                .orElseThrow(() -> at.mismatch("an ISO 8601 time")));
  }

  /// Whether the balance fills up by itself when it falls below a threshold.
  ///
  /// @param failure why it did not last time, in words that are safe to show
  record Recharge(Optional<String> failure) {

    /// One that is off fails nobody.
    static Recharge read(Json told, List<Secret> secrets) {
      var reason = told.at("failureReason").findName();
      return new Recharge(
          told.at("enabled").flag()
              ? reason.map(words -> Reasons.safe(words, secrets))
              : Optional.empty());
    }

    /// What someone must settle.
    Optional<Gap> gap() {
      return failure.map(words ->
          new Gap(
              "auto-recharge",
              Failure.of(
                  Failure.Kind.FORBIDDEN,
                  Failures.said("the last one failed", words) + "; see Billing in the console")));
    }
  }
}
