package dev.headroom.usage;

/// Which accounts something is about: one, a provider's, an owner's, or all.
public sealed interface Scope {

  record All() implements Scope {}

  record OfProvider(String provider) implements Scope {}

  record OfOwner(String owner) implements Scope {}

  record OfAccount(String account) implements Scope {}

  default boolean covers(Account account) {
    return switch (this) {
      case All() -> true;
      case OfProvider(var provider) -> provider.equals(account.provider());
      case OfOwner(var owner) -> account.owner().filter(owner::equals).isPresent();
      case OfAccount(var id) -> id.equals(account.id());
    };
  }

  /// The form that config files and tables hold: `all`, `provider:openai`, `owner:team`, `my-id`.
  default String toText() {
    return switch (this) {
      case All() -> "all";
      case OfProvider(var provider) -> "provider:" + provider;
      case OfOwner(var owner) -> "owner:" + owner;
      case OfAccount(var id) -> id;
    };
  }

  /// Reads [#toText()] back.
  static Scope parse(String text) {
    if (text.equals("all")) {
      return new All();
    }
    if (text.startsWith("provider:")) {
      return new OfProvider(text.substring("provider:".length()));
    }
    if (text.startsWith("owner:")) {
      return new OfOwner(text.substring("owner:".length()));
    }
    return new OfAccount(text);
  }
}
