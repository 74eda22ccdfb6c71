package dev.headroom.poll;

/// The right to poll an account until someone may take it over.
///
/// @param token tells this lease from all others of the account, so that a poll which comes home
///   after its lease was taken over can't overwrite what came later
/// @param failures how often in a row the account has failed so far
public record Lease(String account, long token, int failures) {}
