package dev.headroom.chat;

import java.util.List;

/// A place where people are. Each stands alone: one being down never touches another.
public interface Platform extends AutoCloseable {

  /// `slack`, `discord` or `console`; the word before the colon in the config's `channels`.
  String name();

  /// Starts to connect and to listen, in the background: returns at once, retries by itself.
  void start(Inbox inbox);

  /// Delivers one message to one channel and waits for the outcome.
  Delivery deliver(Outgoing outgoing);

  /// How the connection is, for health and for `check`.
  Health health();

  /// What is wrong with the credentials and the channels, asked of the platform itself: each
  /// problem a sentence that says what to do.
  List<String> inspect(List<String> channels);

  @Override
  void close();

  /// How a connection is.
  ///
  /// @param detail what is wrong, or since when all is well; safe to show
  record Health(boolean connected, String detail) {}
}
