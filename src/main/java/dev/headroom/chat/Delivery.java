package dev.headroom.chat;

import java.time.Duration;

/// What came of one attempt to deliver.
public sealed interface Delivery {

  /// It stands in the channel; `reference` lets it be edited later.
  record Sent(String reference) implements Delivery {}

  /// Not now: the platform is busy, down, or out of reach.
  record Later(Duration pause, String reason) implements Delivery {}

  /// Never: the channel is archived, gone, or the bot is not in it. A person must act.
  record Refused(String reason) implements Delivery {}
}
