package dev.headroom.chat;

import dev.headroom.message.Message;
import java.util.Optional;

/// A message owed to a channel.
///
/// @param channel the platform's own id of the channel
/// @param key stable over retries, at most 25 characters, so that one message is never seen twice
/// @param edits the reference of an earlier message that this one takes the place of
/// @param retried whether an earlier attempt may have arrived
public record Outgoing(
    String channel, Message message, String key, Optional<String> edits, boolean retried) {}
