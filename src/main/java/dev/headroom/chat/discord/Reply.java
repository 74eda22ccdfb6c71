package dev.headroom.chat.discord;

import java.time.Duration;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/// What Discord answered to one request.
///
/// @param body JSON, or something else when a proxy answered
/// @param pause how long Discord asks to wait; zero unless the status is 429
record Reply(int status, String body, Duration pause) {

  /// Discord's own error codes:
  /// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
  static final int UNKNOWN_CHANNEL = 10003;

  static final int UNKNOWN_MESSAGE = 10008;
  static final int UNKNOWN_WEBHOOK = 10015;
  static final int UNKNOWN_INTERACTION = 10062;
  static final int TOO_MANY_EDITS_OF_AN_OLD_MESSAGE = 30046;
  static final int ALREADY_ACKNOWLEDGED = 40060;
  static final int MISSING_ACCESS = 50001;
  static final int MESSAGE_OF_SOMEONE_ELSE = 50005;
  static final int CLOSED_DIRECT_MESSAGES = 50007;
  static final int MISSING_PERMISSIONS = 50013;
  static final int EXPIRED_INTERACTION = 50027;

  boolean isOk() {
    return status >= 200 && status < 300;
  }

  boolean isThrottled() {
    return status == 429;
  }

  boolean isUnauthorized() {
    return status == 401;
  }

  boolean isServerError() {
    return status >= 500;
  }

  /// Discord's own number for what is wrong, or 0.
  int code() {
    return isJson() ? object().getInt("code", 0) : 0;
  }

  /// What Discord says is wrong, for people.
  String problem() {
    var words = isJson() ? object().getString("message", "") : "";
    return words.isEmpty() ? "status " + status : words + " (status " + status + ")";
  }

  DataObject object() {
    return DataObject.fromJson(body);
  }

  DataArray array() {
    return DataArray.fromJson(body);
  }

  private boolean isJson() {
    return body.startsWith("{");
  }
}
