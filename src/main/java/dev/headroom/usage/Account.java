package dev.headroom.usage;

import java.time.Duration;
import java.util.Optional;

/// One credential at one provider, as the team knows it. The credential itself is not here.
///
/// @param id the name people type: `[a-z0-9-]{1,40}`
/// @param provider the provider's type, like `openai`
/// @param name what people read
/// @param owner the team or person it belongs to
/// @param every how often it is read; readings older than three times that are stale
public record Account(
    String id,
    String provider,
    String name,
    Optional<String> owner,
    Thresholds thresholds,
    Duration every) {}
