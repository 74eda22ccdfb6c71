package dev.headroom.config;

/// A key of a section.
///
/// @param name kebab-case
/// @param meaning a line for editors, also said when a required key is missing
record Key<T>(String name, Form<T> form, String meaning, boolean required) {

  static <T> Key<T> of(String name, Form<T> form, String meaning) {
    return new Key<>(name, form, meaning, false);
  }

  static <T> Key<T> required(String name, Form<T> form, String meaning) {
    return new Key<>(name, form, meaning, true);
  }
}
