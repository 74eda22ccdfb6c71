package dev.headroom.poll;

import dev.headroom.alert.AlertState;
import dev.headroom.message.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// A message that an alert owes to a channel.
///
/// @param thread names the alert from its opening to its end; what it says belongs together
/// @param channel as `platform:id`
/// @param key stable and unique, 24 characters
/// @param edit whether it takes the place of the thread's last message in that channel
public record Owed(
    String thread, String channel, String key, boolean edit, Message message, Instant at) {

  private static final int KEY_LENGTH = 24;

  static Owed of(AlertState state, String channel, boolean edit, Message message, Instant at) {
    var thread = state.key().toText() + "@" + state.openedAt();
    var key = digest(thread + "#" + state.voice().times() + "#" + channel);
    return new Owed(thread, channel, key, edit, message, at);
  }

  private static String digest(String text) {
    try {
      var bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, KEY_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
