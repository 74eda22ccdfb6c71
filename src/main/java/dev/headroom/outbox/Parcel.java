package dev.headroom.outbox;

import dev.headroom.message.Message;
import java.time.Instant;
import java.util.Optional;

/// A message that this replica may deliver until its lease is over.
///
/// @param token tells this lease from others of the same message
/// @param channel as `platform:id`
/// @param key stable over retries
/// @param edit whether it takes an earlier message's place
/// @param reference the earlier message; empty when `edit` and that one never arrived
/// @param attempts how often delivery was tried before
public record Parcel(
    long id,
    long token,
    String channel,
    String key,
    Message message,
    boolean edit,
    Optional<String> reference,
    int attempts,
    Instant owedAt) {

  /// `slack` of `slack:C0123`.
  String platform() {
    return channel.substring(0, Math.max(0, channel.indexOf(':')));
  }

  /// `C0123` of `slack:C0123`.
  String channelId() {
    return channel.substring(channel.indexOf(':') + 1);
  }
}
