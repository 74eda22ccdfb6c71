package dev.headroom.config;

import dev.headroom.poll.Cadence;
import dev.headroom.provider.Access;
import dev.headroom.usage.Account;

/// An account of the config file: what people know of it, when it is read, and how.
public record AccountSetup(Account account, Cadence cadence, Access access) {}
