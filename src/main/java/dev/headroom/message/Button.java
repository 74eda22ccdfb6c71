package dev.headroom.message;

/// A command that someone may run with one press.
///
/// @param label at most 11 characters, so that three fit in a row on a phone
/// @param command the command's name, like `quota`
/// @param arguments what a person would type behind it; at most 80 characters
public record Button(String label, String command, String arguments, Effect effect) {

  /// What becomes of the answer.
  public enum Effect {
    /// It takes the place of the message that held the button.
    REPLACE,
    /// It is a message of its own, for the eyes of the one who pressed.
    REPLY,
    /// It is a message of its own that everyone in the channel sees.
    SHARE
  }
}
