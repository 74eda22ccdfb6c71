package dev.headroom.alert;

import dev.headroom.usage.Account;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.time.Instant;

/// What was read, kept whole so that it can be worded.
public sealed interface Fact {

  /// How a quota stands.
  record OfQuota(Account account, Quota quota) implements Fact {}

  /// How a balance stands.
  record OfBalance(Account account, Balance balance) implements Fact {}

  /// How a budget stands in the period that ends at `until`.
  record OfBudget(Budget budget, Money spent, Instant until) implements Fact {}

  /// Why an account could not be read.
  ///
  /// @param times how often in a row
  record OfFailure(Account account, Failure failure, int times) implements Fact {}

  /// An account that was read.
  record OfAnswer(Account account) implements Fact {}
}
