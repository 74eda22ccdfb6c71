package dev.headroom.poll;

import dev.headroom.usage.Account;

/// An account and when it is due.
public record Watched(Account account, Cadence cadence) {}
