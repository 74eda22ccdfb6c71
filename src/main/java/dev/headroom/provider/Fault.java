package dev.headroom.provider;

/// What is wrong with the options of an account, where each of them alone is right.
///
/// @param key the option to look at
/// @param text "must be set where organization is"
public record Fault(String key, String text) {}
