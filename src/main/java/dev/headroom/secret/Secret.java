package dev.headroom.secret;

/// A value that is used but never shown: it prints as `***` wherever it ends up.
public record Secret(String value) {

  public Secret {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
  }

  /// Whether `text` holds this secret, so that a message can be checked before it leaves.
  public boolean isIn(String text) {
    return text.contains(value);
  }

  @Override
  public String toString() {
    return "***";
  }
}
