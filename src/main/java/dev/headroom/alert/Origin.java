package dev.headroom.alert;

import java.util.Optional;

/// Where a finding comes from, as routes ask for it. Budgets of many accounts have no account.
public record Origin(Optional<String> account, Optional<String> provider) {}
