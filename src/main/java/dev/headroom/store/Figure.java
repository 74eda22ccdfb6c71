package dev.headroom.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// One account's value in one hour or day.
///
/// @param unit the currency, `tokens`, `requests` or `percent`
record Figure(String account, Instant slot, String unit, Optional<BigDecimal> value) {}
