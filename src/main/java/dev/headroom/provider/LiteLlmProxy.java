package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a LiteLLM proxy for one account. Where a key belongs to a team, the team's budget is the
/// one that is enforced beside its own; the user's only counts without a team.
final class LiteLlmProxy {

  private static final String USD = "USD";
  private static final int DAYS = 30;
  private static final String PAGE_SIZE = "1000";

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
    var key = parts.read("key", () -> object(send(request("/key/info")).at("info")));
    key.ifPresent(info -> {
      parts.add("key budget", () -> limits(info));
      parts
          .read("team budget", () -> info.at("team_id").findName())
          .ifPresent(team -> owner(parts, info, team));
    });
    parts.addIfAvailable("usage by day", new LiteLlmActivity(this::page, now)::read);
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

  /// The budget and limits that the headers of a minimal call tell.
  List<Quota> probe(String model) {
    var body =
        Map.of(
            "model",
            model,
            "max_tokens",
            1,
            "messages",
            List.of(Map.of("role", "user", "content", "hi")));
    var answer =
        api.send(
            Request.post(base(), "/v1/chat/completions")
                .bearer(access.secret("key"))
                .json(Json.write(body))
                .asProbe()
                .keptFor(Probe.PAUSE));
    var quotas = new ArrayList<Quota>();
    header(answer, "x-litellm-key-spend")
        .ifPresent(spend ->
            quotas.add(budget("Key budget", spend, header(answer, "x-litellm-key-max-budget"))));
    quotas.addAll(
        rates(
            header(answer, "x-litellm-key-rpm-limit"), header(answer, "x-litellm-key-tpm-limit")));
    if (quotas.isEmpty()) {
      throw ApiException.of(
          Failure.Kind.UNREADABLE, "no budget and no limits in the headers of the answer");
    }
    return quotas;
  }

  private List<Quota> limits(Json info) {
    var quotas = new ArrayList<>(budget("Key budget", info));
    quotas.addAll(rates(info.at("rpm_limit").findAmount(), info.at("tpm_limit").findAmount()));
    info.at("max_parallel_requests")
        .findAmount()
        .map(most -> Quota.named("Requests at once", "requests").withLimit(most))
        .ifPresent(quotas::add);
    return quotas;
  }

  private static List<Quota> rates(Optional<BigDecimal> requests, Optional<BigDecimal> tokens) {
    var quotas = new ArrayList<Quota>();
    requests.ifPresent(limit -> quotas.add(perMinute("Requests/min", "requests", limit)));
    tokens.ifPresent(limit -> quotas.add(perMinute("Tokens/min", "tokens", limit)));
    return quotas;
  }

  private static Quota perMinute(String name, String unit, BigDecimal limit) {
    return Quota.named(name, unit).withLimit(limit).withWindow(Duration.ofMinutes(1));
  }

  private List<Quota> team(String id) {
    var info = object(send(request("/team/info").query("team_id", id)).at("team_info"));
    var quotas = new ArrayList<>(budget("Team budget", info));
    rates(info.at("rpm_limit").findAmount(), info.at("tpm_limit").findAmount())
        .forEach(quota -> quotas.add(quota.renamed("Team: " + quota.name())));
    return quotas;
  }

  private List<Quota> user(String id) {
    return budget(
        "User budget", object(send(request("/user/info").query("user_id", id)).at("user_info")));
  }

  /// What has been spent since the last reset, of what may be; a budget of zero allows nothing, no
  /// budget allows all.
  private static List<Quota> budget(String name, Json holder) {
    var quota = budget(name, holder.at("spend").amount(), holder.at("max_budget").findAmount());
    var reset = holder.at("budget_reset_at").findText().flatMap(LiteLlmProxy::moment);
    var soft =
        holder
            .at("soft_budget")
            .findAmount()
            .map(most -> quota.withNote("soft budget " + most.toPlainString() + " " + USD))
            .orElse(quota);
    var dated = reset.map(soft::withResetsAt).orElse(soft);
    return List.of(holder.at("blocked").findFlag().orElse(false) ? dated.withBlocked() : dated);
  }

  private static Quota budget(String name, BigDecimal spend, Optional<BigDecimal> most) {
    var quota = Quota.named(name, USD).withUsed(spend);
    return most.map(quota::withLimit).orElseGet(() -> quota.withNote("no limit"));
  }

  /// Older proxies leave the offset away and mean UTC.
  private static Optional<Instant> moment(String text) {
    return Times.iso(text).or(() -> Times.iso(text.replace(' ', 'T') + "Z"));
  }

  private Json page(Optional<String> page) {
    var today = Period.utcDay(now);
    return send(
        request("/user/daily/activity")
            .query("start_date", today.minusDays(DAYS))
            .query("end_date", today)
            .query("page_size", PAGE_SIZE)
            .query("page", page.orElse("1"))
            .keptFor(Duration.ofMinutes(15)));
  }

  private static Json object(Json value) {
    if (!value.isObject()) {
      throw value.mismatch("an object");
    }
    return value;
  }

  private static Optional<BigDecimal> header(Answer answer, String name) {
    return answer
        .header(name)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,18}(\\.\\d{1,18})?"))
        .map(BigDecimal::new);
  }

  private Json send(Request request) {
    return api.send(request).json();
  }

  private Request request(String path) {
    return Request.get(base(), path).bearer(access.secret("key"));
  }

  private URI base() {
    return access.root("base-url");
  }
}
