package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What Cursor tells its app of one person, by the app's own token. Amounts are cents, times are
/// milliseconds in texts; as on the dashboard the share wins, because bonus usage is only in it.
///
/// @param send asks with that token
record CursorApp(URI base, Function<Request, Answer> send) {

  Report read() {
    var request =
        Request.post(base, "/aiserver.v1.DashboardService/GetCurrentPeriodUsage")
            .header("Connect-Protocol-Version", "1")
            .json("{}");
    var usage = send.apply(request).json();
    var ends = usage.at("billingCycleEnd").findEpochMillis();
    var parts = new Parts();
    parts.add("included usage", () -> included(usage.at("planUsage"), ends));
    if (usage.at("spendLimitUsage").at("individualUsed").isPresent()) {
      parts.add("on-demand usage", () -> onDemand(usage, ends));
    }
    return parts.report();
  }

  private static List<Quota> included(Json plan, Optional<Instant> ends) {
    var quotas = new ArrayList<Quota>();
    var share = plan.at("totalPercentUsed").findAmount();
    var limit = plan.at("limit").findAmount().map(cents -> cents.movePointLeft(2));
    if (limit.isEmpty()) {
      quotas.add(
          Quota.percent(
              "Included usage",
              share.orElseThrow(() -> plan.at("totalPercentUsed").mismatch("a number"))));
    } else {
      var left = plan.at("remaining").decimal().movePointLeft(2);
      var quota = Quota.named("Included usage", "USD").withRemaining(left, limit.get());
      quotas.add(share.map(quota::withStatedPercent).orElse(quota));
    }
    share("Auto", plan.at("autoPercentUsed")).ifPresent(quotas::add);
    share("API", plan.at("apiPercentUsed")).ifPresent(quotas::add);
    return quotas.stream().map(quota -> ends.map(quota::withResetsAt).orElse(quota)).toList();
  }

  private static Optional<Quota> share(String name, Json used) {
    return used.findAmount().map(percent -> Quota.percent(name, percent));
  }

  /// What comes on top of the plan is charged for the cycle. A limit of zero says that nothing may
  /// be used, not that everything is.
  private static List<Reading> onDemand(Json usage, Optional<Instant> ends) {
    var told = usage.at("spendLimitUsage");
    var used = Money.ofCents(told.at("individualUsed").amount(), "USD");
    var quota = Quota.named("On-demand", "USD").withUsed(used.amount());
    var limited =
        told.at("individualLimit")
            .findAmount()
            .map(cents -> quota.withLimit(cents.movePointLeft(2)))
            .orElse(quota);
    var readings = new ArrayList<Reading>();
    if (used.amount().signum() > 0 || limited.limit().filter(it -> it.signum() == 0).isEmpty()) {
      readings.add(ends.map(limited::withResetsAt).orElse(limited));
    }
    var from = usage.at("billingCycleStart").findEpochMillis().map(Period::utcDay);
    var until = ends.map(Period::utcDay);
    if (from.isPresent() && until.filter(from.get()::isBefore).isPresent()) {
      readings.add(new Spend(new Period(from.get(), until.get()), used));
    }
    return readings;
  }
}
