package dev.headroom.command;

import dev.headroom.message.Message;

/// A slash command: stateless, the same on every platform.
public interface Command {

  /// How it is typed.
  Grammar grammar();

  /// Answers one invocation. It may ask the store; it never asks the platform.
  Message answer(Invocation invocation);
}
