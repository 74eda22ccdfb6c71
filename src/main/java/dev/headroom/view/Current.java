package dev.headroom.view;

import dev.headroom.usage.Account;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Snapshot;
import java.time.Instant;
import java.util.Optional;

/// What is known of an account right now, as stored: the last good snapshot and what went wrong
/// since.
///
/// @param trouble the failure of the last poll, if it failed
/// @param troubleSince when the failing began
/// @param nextPollAt when it will be asked again
public record Current(
    Account account,
    Optional<Snapshot> last,
    Optional<Failure> trouble,
    Optional<Instant> troubleSince,
    Optional<Instant> nextPollAt) {}
