package dev.headroom.usage;

import java.time.Instant;

/// All readings of one account from one poll.
public record Snapshot(String account, Instant takenAt, Report report) {}
