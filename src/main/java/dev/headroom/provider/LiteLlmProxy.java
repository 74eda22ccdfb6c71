package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a LiteLLM proxy for one account. Where a key belongs to a team, the team's budget is the
/// one that is enforced beside its own; the user's only counts without a team.
final class LiteLlmProxy {

  private final Access access;
  private final Api api;
  private final Instant now;

  LiteLlmProxy(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
  }

  Report read() {
    var parts = new Parts();
    var key = parts.read("key", () -> key(parts)).flatMap(told -> told);
    key.ifPresent(info -> {
      parts.add("key budget", () -> limits(info));
      parts
          .read("team budget", () -> info.at("team_id").findName())
          .ifPresent(team -> owner(parts, info, team));
    });
    new LiteLlmDays(access, api, now, key).read(parts);
    return parts.report();
  }

  private void owner(Parts parts, Json info, Optional<String> team) {
    team.ifPresent(id -> parts.add("team budget", () -> team(id)));
    if (team.isEmpty()) {
      parts
          .read("user budget", () -> info.at("user_id").findName())
          .flatMap(user -> user)
          .ifPresent(id -> parts.add("user budget", () -> user(id)));
    }
  }

  /// What the proxy tells of the key; empty where the key may not ask, and headers have told.
  private Optional<Json> key(Parts parts) {
    try {
      return Optional.of(object(send(LiteLlm.get(access, "/key/info")).at("info")));
    } catch (ApiException refused) {
      if (refused.failure().kind() != Failure.Kind.FORBIDDEN) {
        throw refused;
      }
      parts.add(headers(refused));
      return Optional.empty();
    }
  }

  private List<Quota> headers(ApiException refused) {
    try {
      return new LiteLlmHeaders(access, api).free();
    } catch (ApiException nothing) {
      refused.addSuppressed(nothing);
      throw refused;
    }
  }

  private static List<Quota> limits(Json info) {
    var quotas = new ArrayList<Quota>();
    quotas.add(LiteLlmBudget.read("Key budget", info));
    quotas.addAll(LiteLlmBudget.rates(info));
    info.at("max_parallel_requests")
        .findAmount()
        .map(most -> Quota.named("Requests at once", "requests").withLimit(most))
        .ifPresent(quotas::add);
    return quotas;
  }

  private List<Quota> team(String id) {
    var info = object(send(LiteLlm.get(access, "/team/info").query("team_id", id)).at("team_info"));
    var quotas = new ArrayList<Quota>();
    quotas.add(LiteLlmBudget.read("Team budget", info));
    LiteLlmBudget.rates(info).forEach(quota -> quotas.add(quota.renamed("Team: " + quota.name())));
    return quotas;
  }

  private List<Quota> user(String id) {
    var answer = send(LiteLlm.get(access, "/user/info").query("user_id", id));
    return List.of(LiteLlmBudget.read("User budget", object(answer.at("user_info"))));
  }

  private static Json object(Json value) {
    if (!value.isObject()) {
      throw value.mismatch("an object");
    }
    return value;
  }

  private Json send(Request request) {
    return api.send(request).json();
  }
}
