package dev.headroom.chat.slack;

import java.util.Set;

/// Slack's error codes, in sentences that say what to do.
///
/// Codes: https://docs.slack.dev/reference/methods/chat.postMessage#errors
final class Refusals {

  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "message_limit_exceeded",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org",
          "accesslimited");

  private Refusals() {}

  /// Whether the same call may succeed later without anyone's doing.
  static boolean passes(String code) {
    return PASSING.contains(code);
  }

  static String sentence(String code) {
    return switch (code) {
      case "channel_not_found" ->
          "Slack knows no such channel, or it is private: check its id and invite the bot"
              + " (channel_not_found)";
      case "not_in_channel" -> "the bot is not in the channel: /invite it there (not_in_channel)";
      case "is_archived" ->
          "the channel is archived: unarchive it or route elsewhere (is_archived)";
      case "account_inactive", "token_revoked" ->
          "the Slack app was removed: install it again and set its new bot token (" + code + ")";
      case "invalid_auth", "not_authed", "token_expired" ->
          "Slack refuses the token: check slack.bot-token and slack.app-token (" + code + ")";
      case "not_allowed_token_type" ->
          "a token is of the wrong kind: bot-token starts with xoxb-, app-token with xapp-"
              + " (not_allowed_token_type)";
      case "missing_scope" ->
          "the Slack token lacks a permission: add the scopes of the manifest and reinstall the app"
              + " (missing_scope)";
      case "restricted_action", "restricted_action_read_only_channel" ->
          "the workspace does not let the bot write there: ask its admins (" + code + ")";
      default -> "Slack refuses it (" + code + ")";
    };
  }
}
