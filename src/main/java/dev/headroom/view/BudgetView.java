package dev.headroom.view;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Money;
import java.time.Instant;
import java.util.Optional;

/// A budget and how much of it is spent in its running period.
///
/// @param spent absent when none of its accounts has reported spend in its currency
/// @param until when the period ends
public record BudgetView(Budget budget, Optional<Money> spent, Instant from, Instant until) {}
