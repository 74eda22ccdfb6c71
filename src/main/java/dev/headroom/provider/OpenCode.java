package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// opencode's Zen and Go. An API key of Go tells the plan's windows; a service key or a session of
/// the console tells them in dollars, and the balance, the budget and the usage by model. The pages
/// of before September 2026 are read only where their cookie is configured.
///
/// Wire format: https://opencode.ai/docs/go for Go; the console's API is undocumented.
@AutoService(Provider.class)
public final class OpenCode implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "opencode",
          "opencode",
          "A Go API key from opencode.ai, or for the balance a service key (oc_sk_…) of the"
              + " console.",
          List.of(
              Option.secret("key", "the Go API key").optional(),
              Option.secret("console-key", "a service key of the console").optional(),
              Option.secret(
                      "cookie",
                      "the console's cookie __Host-console_session, instead of a service key; with"
                          + " several workspaces it needs workspace")
                  .optional(),
              Option.secret("legacy-cookie", "the cookie auth of the older pages; needs workspace")
                  .optional(),
              Option.text("workspace", "the workspace's id, wrk_…"),
              Option.text("user", "a user's id, usr_…, whose budget the console tells as well"),
              Option.url("base-url", "https://opencode.ai", "where opencode is")),
          Set.of(
              Profile.Told.TOKENS,
              Profile.Told.COST,
              Profile.Told.REQUESTS,
              Profile.Told.BALANCE,
              Profile.Told.PLAN,
              Profile.Told.WINDOWS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request with a key of Go, five more for the console",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// The older pages answer 500 to a session that has ended.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    if (OpenCodePages.isSignedOut(answer.text())) {
      return Optional.of(Failure.Kind.AUTH);
    }
    return answer.status() == 403 && ErrorBody.of(answer).has("entitlementerror")
        ? Optional.of(Failure.Kind.NO_PLAN)
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case NO_PLAN -> Optional.of("without Go a console-key tells the balance");
      case NOT_AVAILABLE -> Optional.of("check workspace; the console may have moved");
      case AUTH, FORBIDDEN, RATE_LIMITED, EXHAUSTED, UNREACHABLE, UNREADABLE -> Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var console = OpenCodeConsole.of(access, api);
    var key = access.findSecret("key");
    var pages = OpenCodePages.of(access, api, now);
    if (key.isEmpty() && console.isEmpty() && pages.isEmpty()) {
      throw ApiException.of(
          Failure.Kind.AUTH, "neither key nor console-key nor cookie is configured");
    }
    var parts = new Parts();
    key.ifPresent(secret ->
        parts
            .read("Go windows", () -> goOrNone(access, api, console.isPresent()))
            .ifPresent(windows -> {
              parts.add(windows);
              if (!windows.isEmpty()) {
                parts.plan("Go");
              }
            }));
    console.ifPresent(it -> it.addTo(parts, key.isEmpty()));
    pages.ifPresent(it -> it.addTo(parts, key.isEmpty() && console.isEmpty()));
    return parts.report();
  }

  /// That there is no Go plan fails the poll only where nothing else is asked.
  private static List<Quota> goOrNone(Access access, Api api, boolean other) {
    try {
      return go(access, api);
    } catch (ApiException e) {
      if (other && e.failure().kind() == Failure.Kind.NO_PLAN) {
        return List.of();
      }
      throw e;
    }
  }

  private static List<Quota> go(Access access, Api api) {
    var request =
        Request.get(access.uri("base-url"), "/zen/go/v1/usage").bearer(access.secret("key"));
    var usage = api.send(request).json().at("usage");
    var windows =
        OpenCodeWindow.ALL.stream()
            .filter(window -> usage.at(window.field()).isPresent())
            .map(window -> window(window, usage.at(window.field())))
            .toList();
    if (windows.isEmpty()) {
      throw usage.mismatch("windows");
    }
    return windows;
  }

  private static Quota window(OpenCodeWindow window, Json told) {
    var quota = window.sized(Quota.percent(window.title(), told.at("percent").amount()));
    var blocked =
        told.at("status").findText().filter("rate-limited"::equals).isPresent()
            ? quota.withBlocked()
            : quota;
    return told.at("resetsAt").findInstant().map(blocked::withResetsAt).orElse(blocked);
  }
}
