package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Report;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The accounts behind CLIProxyAPI, whose vendors are asked through it for what they tell of them.
final class ProxiedAccounts {

  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final Duration CLAUDES_PAUSE = Duration.ofMinutes(10);
  private static final Set<String> KNOWN =
      Set.of("antigravity", "claude", "codex", "copilot", "github-copilot", "kimi", "xai");

  private final ProxiedCalls calls;
  private final Instant now;
  private final Parts parts;
  private final Set<String> names = new HashSet<>();

  ProxiedAccounts(Access access, Api api, Instant now, Parts parts) {
    this.calls = new ProxiedCalls(access, api, now);
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
      case "kimi" -> own.add("quotas", () -> KimiQuota.read(kimi(index)).quotas());
      case "xai" -> GrokQuota.read(format -> xai(index, format), own);
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
            calls.call(
                new Antigravity(),
                index,
                Request.post(url, "").header("User-Agent", "antigravity").json(body),
                keptFor.compareTo(PAUSE) > 0 ? keptFor : PAUSE);
    var hosts =
        Stream.of(CloudCodeHosts.FIRST, CloudCodeHosts.SANDBOX, CloudCodeHosts.LAST)
            .map(URI::create)
            .toList();
    return new CloudCodeHosts(hosts, sender, now);
  }

  private Json claude(String index) {
    var request =
        Request.get(URI.create("https://api.anthropic.com"), "/api/oauth/usage")
            .header("anthropic-beta", Claude.BETA)
            .header("User-Agent", Claude.USER_AGENT);
    return new Patience().with(() -> calls.call(new Claude(), index, request, CLAUDES_PAUSE), now);
  }

  private Json codex(String index) {
    var request = get("https://chatgpt.com/backend-api", "/wham/usage");
    return calls.call(new Codex(), index, request, PAUSE);
  }

  private Json kimi(String index) {
    var request = get("https://api.kimi.com/coding/v1", "/usages");
    return calls.call(new Kimi(), index, request, PAUSE);
  }

  private Json xai(String index, Optional<String> format) {
    var request = get("https://cli-chat-proxy.grok.com/v1", "/billing");
    var asked = format.map(word -> request.query("format", word)).orElse(request);
    return calls.call(new XAi(), index, asked, PAUSE);
  }

  /// Mainline has no logins of Copilot; its relatives do.
  private Json copilot(String index) {
    var request = get("https://api.github.com", "/copilot_internal/user");
    return calls.call(new Copilot(), index, request, PAUSE);
  }

  private static Request get(String base, String path) {
    return Request.get(URI.create(base), path);
  }
}
