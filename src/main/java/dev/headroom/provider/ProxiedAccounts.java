package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The accounts behind CLIProxyAPI. Each vendor is asked through the proxy, which puts the stored
/// token in place of a word; the proxy's answer is a 200 that holds the vendor's.
final class ProxiedAccounts {

  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final Duration CLAUDES_PAUSE = Duration.ofMinutes(10);
  private static final Set<String> KNOWN =
      Set.of("antigravity", "claude", "codex", "copilot", "github-copilot");
  private static final String TOKEN = "Bearer $TOKEN$";

  private final Access access;
  private final Api api;
  private final Instant now;
  private final Parts parts;
  private final Set<String> names = new HashSet<>();

  ProxiedAccounts(Access access, Api api, Instant now, Parts parts) {
    this.access = access;
    this.api = api;
    this.now = now;
    this.parts = parts;
  }

  /// Adds what the vendors tell of every account in `files`; those of other vendors and those that
  /// are switched off are passed over.
  void read(List<Json> files) {
    files.stream()
        .filter(file -> !file.at("disabled").findFlag().orElse(false))
        .forEach(this::read);
  }

  private void read(Json file) {
    var type = type(file);
    if (!KNOWN.contains(type)) {
      return;
    }
    var index = index(file);
    var name = name(type, file, index);
    var own = new Parts();
    parts
        .read(
            name,
            () -> {
              ask(type, index, own);
              return own.report();
            })
        .ifPresent(report -> add(name, report));
  }

  private void ask(String type, String index, Parts own) {
    switch (type) {
      case "antigravity" -> CloudCode.read(antigravity(index), own);
      case "claude" -> ClaudeQuota.read(claude(index), own);
      case "codex" -> CodexQuota.read(codex(index), CodexAside.none(), own, now);
      default -> own.add("quotas", () -> CopilotQuota.read(copilot(index)).quotas());
    }
  }

  private void add(String name, Report report) {
    report.gaps().forEach(gap -> parts.gap(new Gap(name + " " + gap.part(), gap.failure())));
    report.quotas().forEach(quota -> parts.add(quota.renamed(name + " " + quota.name())));
    report
        .balances()
        .forEach(it -> parts.add(new Balance(name + " " + it.name(), it.amount(), it.depleted())));
  }

  private static String type(Json file) {
    var type = file.at("provider").findName().or(() -> file.at("type").findName()).orElse("");
    return type.toLowerCase(Locale.ROOT);
  }

  private static String index(Json file) {
    var index = file.at("auth_index");
    return index.isText() ? index.name() : String.valueOf(index.count());
  }

  /// `claude ori`: the part of an address that names no one outside of the team.
  private String name(String type, Json file, String index) {
    var who =
        file.at("email")
            .findName()
            .or(() -> file.at("account").findName())
            .map(text -> text.replaceFirst("@.*$", ""))
            .filter(text -> !text.isBlank())
            .orElse(index);
    var name = type + " " + who;
    var unique = name;
    for (var number = 2; !names.add(unique); number++) {
      unique = name + " #" + number;
    }
    return unique;
  }

  private CloudCode.Line antigravity(String index) {
    CloudCodeHosts.Sender sender =
        (url, body, keptFor, last) ->
            call(
                new Antigravity(),
                index,
                Request.post(url, "").header("User-Agent", "antigravity").json(body),
                keptFor.compareTo(PAUSE) > 0 ? keptFor : PAUSE);
    var hosts = List.of(URI.create(CloudCodeHosts.FIRST), URI.create(CloudCodeHosts.SECOND));
    return new CloudCodeHosts(hosts, sender, now);
  }

  private Json claude(String index) {
    var request =
        Request.get(URI.create("https://api.anthropic.com"), "/api/oauth/usage")
            .header("anthropic-beta", Claude.BETA)
            .header("User-Agent", Claude.USER_AGENT);
    try {
      return call(new Claude(), index, request, CLAUDES_PAUSE);
    } catch (ApiException e) {
      throw Claude.heeded(e, now);
    }
  }

  private Json codex(String index) {
    var url = URI.create("https://chatgpt.com/backend-api");
    return call(new Codex(), index, Request.get(url, "/wham/usage"), PAUSE);
  }

  /// Mainline has no logins of Copilot; its relatives do.
  private Json copilot(String index) {
    var url = URI.create("https://api.github.com");
    return call(new Copilot(), index, Request.get(url, "/copilot_internal/user"), PAUSE);
  }

  private Json call(Provider vendor, String index, Request inner, Duration keptFor) {
    var outer =
        Request.post(access.uri("base-url"), "/api-call")
            .bearer(access.secret("key"))
            .json(Json.write(envelope(index, inner)))
            .asProbe()
            .keptFor(keptFor);
    var answer = answer(api.send(outer).json());
    if (answer.status() / 100 == 2) {
      return answer.json();
    }
    throw ofTheVendor(Failures.of(vendor, inner, answer, now, access.secrets()));
  }

  private static Map<String, Object> envelope(String index, Request inner) {
    var headers = new TreeMap<String, String>();
    headers.put("Authorization", TOKEN);
    headers.put("Accept", "application/json");
    inner.headers().forEach(header -> headers.put(header.name(), header.value()));
    inner.body().ifPresent(body -> headers.put("Content-Type", body.mediaType()));
    var envelope = new LinkedHashMap<String, Object>();
    envelope.put("auth_index", index);
    envelope.put("method", inner.method());
    envelope.put("url", inner.url().toString());
    envelope.put("header", headers);
    inner.body().ifPresent(body -> envelope.put("data", body.text()));
    return envelope;
  }

  private static Answer answer(Json outer) {
    var headers = new HashMap<String, List<String>>();
    if (outer.at("header").isPresent()) {
      outer
          .at("header")
          .fields()
          .forEach((name, values) ->
              headers.put(
                  name.toLowerCase(Locale.ROOT), values.list().stream().map(Json::text).toList()));
    }
    var status = outer.at("status_code").count();
    if (status < 100 || status > 599) {
      throw outer.at("status_code").mismatch("a status of HTTP");
    }
    return new Answer((int) status, headers, outer.at("body").text());
  }

  /// A login that the vendor refuses is the proxy's affair: it must not look as if the key of the
  /// proxy were refused, which ends the poll.
  private static ApiException ofTheVendor(ApiException refusal) {
    var failure = refusal.failure();
    return failure.kind() == Kind.AUTH
        ? new ApiException(
            Failure.of(Kind.FORBIDDEN, "the proxy's login: " + failure.reason()), refusal.answer())
        : refusal;
  }
}
