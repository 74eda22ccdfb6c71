package dev.headroom.poll;

import dev.headroom.usage.Account;

/// An account and when it is due.
///
/// @param spends whether its polls spend tokens or money; then [Thrift] holds them back
public record Watched(Account account, Cadence cadence, boolean spends) {}
