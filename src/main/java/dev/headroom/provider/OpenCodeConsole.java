package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private OpenCodeConsole(Access access, Api api, UnaryOperator<Request> credential) {
    this.access = access;
    this.api = api;
    this.credential = credential;
  }

  /// The console, where the account has a service key or a session with its workspace.
  static Optional<OpenCodeConsole> of(Access access, Api api) {
    var session = access.findText("workspace").flatMap(id -> access.findSecret("cookie"));
    return access
        .findSecret("console-key")
        .<UnaryOperator<Request>>map(key -> request -> request.bearer(key))
        .or(() -> session.map(cookie -> request -> COOKIE.on(request, cookie)))
        .map(way -> new OpenCodeConsole(access, api, way));
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
    parts.addIfAvailable("usage by model", () -> usage(subscribed));
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

  /// What a plan covers is not charged.
  private List<Reading> usage(boolean subscribed) {
    var request =
        request("/v2/usage/export")
            .query("range", "30d")
            .header("Accept", "text/csv")
            .keptFor(Duration.ofMinutes(15));
    var usage = new DailyUsage();
    var spend = new DailySpend();
    for (var row : rows(api.send(request))) {
      usage.add(usage(row));
      var cost = new Money(dollars(row.at("cost_micro_cents").decimal()), "USD");
      spend.add(row.at("day").date(), cost);
    }
    var readings = new ArrayList<Reading>(usage.readings());
    if (!subscribed) {
      readings.addAll(spend.days());
    }
    return readings;
  }

  /// Input comes without what the cache held.
  private static Usage usage(Json row) {
    var cached = row.at("cache_read_tokens").findCount();
    return Usage.ofDay(
        row.at("day").date(),
        row.at("model").findName(),
        DailyUsage.plus(Optional.of(row.at("input_tokens").count()), cached),
        cached,
        Optional.of(row.at("output_tokens").count()),
        Optional.of(row.at("requests").count()));
  }

  /// The lines of a table with a line of names above them; a line of another length is unreadable.
  private static List<Json> rows(Answer answer) {
    var lines =
        answer
            .text()
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.split(",", -1))
            .toList();
    if (lines.isEmpty() || !List.of(lines.getFirst()).contains("cost_micro_cents")) {
      throw unreadable("expected a table of usage, found none");
    }
    var names = lines.getFirst();
    return lines.stream().skip(1).map(cells -> row(names, cells)).toList();
  }

  private static Json row(String[] names, String[] cells) {
    if (cells.length != names.length) {
      throw unreadable(
          "expected %d cells in a line, found %d".formatted(names.length, cells.length));
    }
    var row = new LinkedHashMap<String, String>();
    for (var i = 0; i < cells.length; i++) {
      if (!cells[i].isBlank()) {
        row.put(names[i].strip(), cells[i].strip());
      }
    }
    return Json.parse(Json.write(row));
  }

  private Json send(String path) {
    return api.send(request(path)).json();
  }

  private Request request(String path) {
    var request = credential.apply(Request.get(access.uri("base-url"), "/console/api" + path));
    return access.findText("workspace").map(id -> request.header("x-org-id", id)).orElse(request);
  }

  private static BigDecimal dollars(BigDecimal microCents) {
    return microCents.movePointLeft(DIGITS);
  }

  private static ApiException unreadable(String reason) {
    return ApiException.of(Failure.Kind.UNREADABLE, reason);
  }
}
