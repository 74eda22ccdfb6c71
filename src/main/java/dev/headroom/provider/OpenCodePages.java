package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pages of a workspace as opencode served them until September 2026. Amounts are micro-cents
/// there, but for the monthly limit.
final class OpenCodePages {

  private static final Cookie COOKIE = new Cookie("auth");
  private static final long LONGEST = Duration.ofDays(62).toSeconds();

  private final Access access;
  private final Api api;
  private final Instant now;
  private final String workspace;
  private final Secret cookie;

  private OpenCodePages(Access access, Api api, Instant now, String workspace, Secret cookie) {
    this.access = access;
    this.api = api;
    this.now = now;
    this.workspace = workspace;
    this.cookie = cookie;
  }

  /// The pages, where the account has their cookie and a workspace.
  static Optional<OpenCodePages> of(Access access, Api api, Instant now) {
    return access
        .findText("workspace")
        .flatMap(id ->
            access
                .findSecret("legacy-cookie")
                .map(cookie -> new OpenCodePages(access, api, now, id, cookie)));
  }

  /// Adds what the pages tell, as long as nothing newer tells it.
  void addTo(Parts parts, boolean alone) {
    if (alone) {
      parts.add("Go windows", () -> windows(page("go")));
      parts.add("balance", () -> billing(page("billing")));
    }
  }

  private String page(String name) {
    var path = "/workspace/" + Request.segment(workspace) + "/" + name;
    var text = api.send(COOKIE.on(Request.get(access.uri("base-url"), path), cookie)).text();
    if (isSignedOut(text)) {
      throw ApiException.of(Failure.Kind.AUTH, "the session has ended; sign in again");
    }
    return text;
  }

  static boolean isSignedOut(String text) {
    return text.contains("actor of type \"public\"");
  }

  private List<Quota> windows(String page) {
    var quotas =
        OpenCodeWindow.ALL.stream()
            .flatMap(window ->
                PageScript.object(page, window.field() + "Usage")
                    .map(it -> quota(window, it))
                    .stream())
            .toList();
    if (quotas.isEmpty()) {
      throw page.strip().endsWith(",null)")
          ? ApiException.of(Failure.Kind.NO_PLAN, "there is no plan to read")
          : unreadable("windows of the Go plan");
    }
    return quotas;
  }

  private Quota quota(OpenCodeWindow window, String told) {
    var percent =
        PageScript.number(told, "usagePercent")
            .orElseThrow(() -> unreadable("usagePercent in a window"));
    var quota = window.sized(Quota.percent(window.title(), percent));
    var known = told.contains("status:\"rate-limited\"") ? quota.withBlocked() : quota;
    return PageScript.number(told, "resetInSec")
        .map(BigDecimal::longValue)
        .filter(seconds -> seconds >= 0 && seconds < LONGEST)
        .map(seconds -> known.withResetsAt(now.plusSeconds(seconds)))
        .orElse(known);
  }

  /// The limit is in dollars.
  private List<Reading> billing(String page) {
    var told = PageScript.objectWith(page, "customerID").orElseThrow(() -> unreadable("a balance"));
    var readings = new ArrayList<Reading>();
    PageScript.number(told, "balance")
        .map(amount -> new Balance("Zen balance", usd(amount), false))
        .ifPresent(readings::add);
    PageScript.number(told, "monthlyLimit")
        .filter(limit -> limit.signum() > 0)
        .map(limit -> Quota.named("Monthly limit", "USD").withLimit(limit))
        .map(quota ->
            PageScript.number(told, "monthlyUsage")
                .map(used -> quota.withUsed(usd(used).amount()))
                .orElse(quota))
        .map(quota -> quota.withResetsAt(DailySpend.monthEnd(now)))
        .ifPresent(readings::add);
    if (readings.isEmpty()) {
      throw unreadable("a balance");
    }
    return readings;
  }

  private static Money usd(BigDecimal microCents) {
    return new Money(microCents.movePointLeft(8), "USD");
  }

  private static ApiException unreadable(String expected) {
    return ApiException.of(
        Failure.Kind.UNREADABLE, "expected %s in the page, found none".formatted(expected));
  }
}
