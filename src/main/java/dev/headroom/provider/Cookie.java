package dev.headroom.provider;

import dev.headroom.secret.Secret;

/// A browser's session cookie. A request that carries one follows no redirect: that would lead to a
/// sign-in page, and perhaps the cookie to another host.
///
/// @param name what the site calls it
record Cookie(String name) {

  /// `request` with the cookie: its bare value, or a whole `Cookie` line as browsers show it.
  Request on(Request request, Secret value) {
    var prefix = value.value().contains(name + "=") ? "" : name + "=";
    return request.withoutRedirects().credential("Cookie", prefix, value);
  }
}
