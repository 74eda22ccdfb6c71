package dev.headroom.usage;

/// One thing a provider reported. What it does not report is absent, never zero.
public sealed interface Reading permits Quota, Spend, Usage, Balance {}
