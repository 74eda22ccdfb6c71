package dev.headroom.usage;

/// Money or credits left.
///
/// @param depleted whether the provider itself says that it no longer serves
public record Balance(String name, Money amount, boolean depleted) implements Reading {}
