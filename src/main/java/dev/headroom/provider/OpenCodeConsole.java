package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What opencode's console tells of a workspace.
final class OpenCodeConsole {

  private static final Cookie COOKIE = new Cookie("__Host-console_session");
  private static final String ROOT = "/console/api";

  private final Access access;
  private final Api api;
  private final UnaryOperator<Request> credential;
  private final Optional<String> workspace;

  private OpenCodeConsole(
      Access access, Api api, UnaryOperator<Request> credential, Optional<String> workspace) {
    this.access = access;
    this.api = api;
    this.credential = credential;
    this.workspace = workspace;
  }

  /// The console, where the account has a service key or a session.
  ///
  /// @throws ApiException when a session doesn't tell which workspace is meant
  static Optional<OpenCodeConsole> of(Access access, Api api) {
    var workspace = access.findText("workspace");
    return access
        .findSecret("console-key")
        .map(key -> new OpenCodeConsole(access, api, request -> request.bearer(key), workspace))
        .or(() -> access.findSecret("cookie").map(cookie -> ofSession(access, api, cookie)));
  }

  private static OpenCodeConsole ofSession(Access access, Api api, Secret cookie) {
    UnaryOperator<Request> signed = request -> COOKIE.on(request, cookie);
    var workspace =
        access.findText("workspace").orElseGet(() -> only(workspaces(access, api, signed)));
    return new OpenCodeConsole(access, api, signed, Optional.of(workspace));
  }

  /// Adds what the console tells.
  ///
  /// @param windows whether the plan's windows are among it
  void addTo(Parts parts, boolean windows) {
    var go = parts.read("Go plan", () -> Go.read(send("/go/status")));
    go.ifPresent(plan -> {
      parts.plan(plan.title());
      if (windows) {
        parts.add(plan.windows());
      }
    });
    var subscribed = go.filter(plan -> !plan.windows().isEmpty()).isPresent();
    parts.add(
        "balance", () -> List.of(OpenCodeBilling.balance(send("/billing/status"), subscribed)));
    parts
        .readIfAvailable("auto-recharge", this::recharge)
        .ifPresent(it -> it.gap().ifPresent(parts::gap));
    parts.addIfAvailable("budget", () -> OpenCodeBilling.budget("Budget", send("/budgets/org")));
    access.findText("user").ifPresent(id -> parts.add("budget of the user", () -> budgetOf(id)));
    parts.addIfAvailable(
        "usage by model",
        () ->
            OpenCodeExport.read(
                api.send(
                    request("/v2/usage/export")
                        .query("range", "30d")
                        .header("Accept", "text/csv")
                        .keptFor(Duration.ofMinutes(15))),
                subscribed));
  }

  private OpenCodeBilling.Recharge recharge() {
    var request = request("/billing/auto-recharge").keptFor(Duration.ofMinutes(15));
    return OpenCodeBilling.Recharge.read(api.send(request).json(), access.secrets());
  }

  private List<Quota> budgetOf(String user) {
    return OpenCodeBilling.budget(
        "Budget of the user", send("/budgets/users/" + Request.segment(user)));
  }

  /// The workspaces of a session, under one of the two names that their route has had.
  private static Json workspaces(Access access, Api api, UnaryOperator<Request> signed) {
    try {
      return workspaces(access, api, signed, "/me/orgs");
    } catch (ApiException e) {
      if (e.failure().kind() != Failure.Kind.NOT_AVAILABLE) {
        throw e;
      }
      return workspaces(access, api, signed, "/orgs");
    }
  }

  private static Json workspaces(
      Access access, Api api, UnaryOperator<Request> signed, String path) {
    var request = Request.get(access.uri("base-url"), ROOT + path).keptFor(Duration.ofHours(1));
    return api.send(signed.apply(request)).json();
  }

  /// The workspace that the session has, if it is the only one.
  private static String only(Json orgs) {
    var ids = orgs.list().stream().map(org -> org.at("id").name()).toList();
    if (ids.size() != 1) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE,
          "the session has %d workspaces; name one of them".formatted(ids.size()));
    }
    return ids.getFirst();
  }

  private record Go(String title, List<Quota> windows) {

    /// An access of null says that there is no plan; a meter that is absent is not known.
    static Go read(Json status) {
      var access = status.at("access");
      if (access.isMissing()) {
        throw access.mismatch("an object or null");
      }
      if (!access.isPresent()) {
        return new Go("Pay as you go", List.of());
      }
      var meters = access.at("meters");
      var ends = access.at("endsAt").findInstant();
      var quotas =
          OpenCodeWindow.ALL.stream()
              .filter(window -> meters.at(window.meter()).isPresent())
              .map(window -> quota(window, meters.at(window.meter()), ends))
              .toList();
      if (quotas.isEmpty()) {
        throw meters.mismatch("windows");
      }
      var product = status.at("product").findName().orElse("go");
      return new Go(product.equals("go-plus") ? "Go Plus" : "Go", quotas);
    }

    private static Quota quota(OpenCodeWindow window, Json meter, Optional<Instant> ends) {
      var quota =
          window
              .sized(Quota.named(window.title(), "USD"))
              .withUsed(OpenCodeBilling.dollars(meter.at("usedMicroCents").amount()))
              .withLimit(OpenCodeBilling.dollars(meter.at("limitMicroCents").amount()));
      return meter
          .at("resetsAt")
          .findInstant()
          .or(() -> window.length().isEmpty() ? ends : Optional.empty())
          .map(quota::withResetsAt)
          .orElse(quota);
    }
  }

  private Json send(String path) {
    return api.send(request(path)).json();
  }

  private Request request(String path) {
    var request = credential.apply(Request.get(access.uri("base-url"), ROOT + path));
    return workspace.map(id -> request.header("x-org-id", id)).orElse(request);
  }
}
