package dev.headroom.provider;

import java.util.Optional;

/// A login that was just made.
///
/// @param owner whose it is and of which plan, where the vendor tells: "ada@example.com, Plus"
public record NewLogin(Grant grant, Optional<String> owner) {}
