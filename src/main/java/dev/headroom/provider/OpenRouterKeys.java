package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys that a management key looks after, as far as they have a limit. What they spent is not
/// added up: keys of other workspaces, and deleted ones, are not among them.
final class OpenRouterKeys {

  private final Request request;
  private final Api api;

  /// The keys that `request` asks for.
  OpenRouterKeys(Request request, Api api) {
    this.request = request;
    this.api = api;
  }

  List<Quota> read(Instant now) {
    var names = new HashSet<String>();
    var quotas = new ArrayList<Quota>();
    for (var key : keys()) {
      var name = "Key " + key.at("name").findName().orElseGet(() -> key.at("label").name());
      OpenRouterLimit.read(name, key, now)
          .filter(quota -> !key.at("disabled").findFlag().orElse(false))
          .map(quota -> names.add(name) ? quota : quota.renamed(name + " " + id(key)))
          .ifPresent(quotas::add);
    }
    return quotas;
  }

  /// Pages begin at an offset, and the last one is empty.
  private List<Json> keys() {
    var hashes = new HashSet<String>();
    var pages =
        Pages.walk(
            offset -> api.send(request.query("offset", offset.orElse("0"))).json().at("data"),
            page -> next(hashes, page.list()));
    return pages.stream().flatMap(page -> page.list().stream()).toList();
  }

  private static Optional<String> next(Set<String> hashes, List<Json> keys) {
    for (var key : keys) {
      if (!hashes.add(key.at("hash").name())) {
        throw key.at("hash").mismatch("another key than before");
      }
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(String.valueOf(hashes.size()));
  }

  private static String id(Json key) {
    var hash = key.at("hash").name();
    return "(" + hash.substring(0, Math.min(6, hash.length())) + ")";
  }
}
