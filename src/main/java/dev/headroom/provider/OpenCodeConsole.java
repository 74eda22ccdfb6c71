package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What opencode's console tells of a workspace. A dollar is 100 000 000 of its micro-cents, which
/// come as texts.
final class OpenCodeConsole {

  private static final Cookie COOKIE = new Cookie("__Host-console_session");
  private static final int DIGITS = 8;

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
        access
            .findText("workspace")
            .orElseGet(() ->
                only(
                    api.send(
                            signed.apply(
                                Request.get(access.uri("base-url"), "/console/api/me/orgs")
                                    .keptFor(Duration.ofHours(1))))
                        .json()));
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
    parts.add("balance", () -> List.of(balance(subscribed)));
    parts.addIfAvailable("budget", () -> budget().stream().toList());
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
              .withUsed(dollars(meter.at("usedMicroCents").amount()))
              .withLimit(dollars(meter.at("limitMicroCents").amount()));
      return meter
          .at("resetsAt")
          .findInstant()
          .or(() -> window.length().isEmpty() ? ends : Optional.empty())
          .map(quota::withResetsAt)
          .orElse(quota);
    }
  }

  /// A subscriber may well live without a balance.
  private Balance balance(boolean subscribed) {
    var status = send("/billing/status");
    var left = status.at("balanceMicroCents").decimal();
    var available = status.at("availableMicroCents").findDecimal().orElse(left);
    return new Balance(
        "Zen balance", new Money(dollars(left), "USD"), !subscribed && available.signum() <= 0);
  }

  private Optional<Quota> budget() {
    var budget = send("/budgets/org");
    var spent = budget.at("spentMicroCents").amount();
    return budget
        .at("limitMicroCents")
        .findAmount()
        .map(limit -> {
          var quota =
              Quota.named("Budget", "USD").withUsed(dollars(spent)).withLimit(dollars(limit));
          var known = budget.at("exceeded").findFlag().orElse(false) ? quota.withBlocked() : quota;
          return reset(budget.at("resetsAt")).map(known::withResetsAt).orElse(known);
        });
  }

  /// This one time comes without a zone, and means UTC.
  private static Optional<Instant> reset(Json at) {
    return at.findText()
        .map(text ->
            Times.iso(text)
                .or(() -> Times.iso(text + "Z"))
                .orElseThrow(() -> at.mismatch("an ISO 8601 time")));
  }

  private Json send(String path) {
    return api.send(request(path)).json();
  }

  private Request request(String path) {
    var request = credential.apply(Request.get(access.uri("base-url"), "/console/api" + path));
    return workspace.map(id -> request.header("x-org-id", id)).orElse(request);
  }

  static BigDecimal dollars(BigDecimal microCents) {
    return microCents.movePointLeft(DIGITS);
  }
}
