package dev.headroom.chat.slack;

/// Where a message stands.
///
/// @param ts Slack's id of a message, unique in its channel
record Place(String channel, String ts) {

  /// The words by which it is kept: `C0123456789/1763725500.000100`.
  String reference() {
    return channel + "/" + ts;
  }

  static Place of(String reference) {
    int slash = reference.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(
          "slack message reference: must be channel/ts, was " + reference);
    }
    return new Place(reference.substring(0, slash), reference.substring(slash + 1));
  }
}
