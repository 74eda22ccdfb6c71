package dev.headroom.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The messages owed, shared by all replicas. Within a channel they go out in the order they were
/// owed; one channel never waits for another.
///
/// What is owed to a message that has not gone out yet is merged into it: it goes out once, as it
/// then reads.
public interface Queue {

  /// Takes the next message of each channel that is due, so that nobody else delivers it before the
  /// lease is over.
  List<Parcel> claim(int atMost, Instant now, Duration lease);

  /// It stands in the channel as `reference`.
  void sent(Parcel parcel, String reference, Instant now);

  /// It is tried again at `due`; what its channel is owed besides waits behind it.
  ///
  /// @param tried whether this attempt may have arrived
  void later(Parcel parcel, Instant due, String reason, boolean tried);

  /// It is never tried again.
  void giveUp(Parcel parcel, String reason, Instant now);

  /// What was given up since, newest first.
  List<Problem> problems(Instant since);

  /// How many messages are still owed.
  int owed();

  /// Forgets what was delivered or given up before `before`.
  void sweep(Instant before);

  /// A message that will not arrive, as someone must know.
  ///
  /// @param summary the message in a line
  record Problem(String channel, String summary, String reason, Instant at) {}
}
