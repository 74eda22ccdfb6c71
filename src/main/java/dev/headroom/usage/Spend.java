package dev.headroom.usage;

/// Money charged in a period. A later figure for the same period replaces an earlier one.
public record Spend(Period period, Money amount) implements Reading {}
