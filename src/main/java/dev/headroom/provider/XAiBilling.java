package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What xAI's management API tells of a team's money. Its amounts are cents as signed texts in the
/// manner of a ledger, where credit is negative; only the usage is in dollars.
final class XAiBilling {

  private static final String USD = "USD";
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Access access;
  private final Api api;
  private final Instant now;

  XAiBilling(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
  }

  /// Which of these a team has depends on how it pays, so one that isn't there is no gap; the usage
  /// every team has.
  Report read() {
    var team = access.findText("team").filter(id -> !id.isBlank()).orElseGet(this::team);
    var billing = "/v1/billing/teams/" + Request.segment(team);
    var parts = new Parts();
    var costs = parts.read("costs", () -> costs(billing));
    var invoice =
        parts.readIfAvailable(
            "invoice", () -> XAiInvoice.read(get(billing + "/postpaid/invoice/preview")));
    var limit = parts.readIfAvailable("spending limit", () -> limit(billing));
    invoice.ifPresent(known -> known.balance().ifPresent(parts::add));
    if (invoice.flatMap(XAiInvoice::credit).isEmpty()) {
      parts.addIfAvailable("prepaid credit", () -> ledger(billing));
    }
    costs.ifPresent(days -> parts.add(days.days()));
    parts.add(month(invoice, costs));
    limit
        .flatMap(known -> known)
        .or(() -> invoice.flatMap(XAiInvoice::limit))
        .filter(most -> most.amount().signum() > 0)
        .ifPresent(most -> parts.add(XAiInvoice.quota(invoice, most, now)));
    return parts.report();
  }

  private String team() {
    var key =
        get(
            Request.get(access.root("base-url"), "/auth/management-keys/validation")
                .keptFor(Duration.ofHours(1)));
    return key.at("teamId").findName().orElseGet(() -> scoped(key));
  }

  private static String scoped(Json key) {
    if (key.at("scope").findName().filter(scope -> !scope.endsWith("TEAM")).isPresent()) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE, "the key is not of one team; configure team");
    }
    return key.at("scopeId").name();
  }

  /// Each day's cost. A series that the vendor cut short would be a wrong sum. The end is cut to a
  /// quarter of an hour, so that an earlier answer for the same span can do.
  private DailySpend costs(String billing) {
    var from = Period.utcDay(now).minusDays(31).atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC);
    var span = KEPT.toSeconds();
    var end = Instant.ofEpochSecond(now.getEpochSecond() / span * span);
    var range =
        Map.of("startTime", TIME.format(from), "endTime", TIME.format(end), "timezone", "Etc/GMT");
    var query =
        Map.of(
            "timeRange",
            range,
            "timeUnit",
            "TIME_UNIT_DAY",
            "values",
            List.of(Map.of("name", "usd", "aggregation", "AGGREGATION_SUM")),
            "groupBy",
            List.of("description"),
            "filters",
            List.of());
    var answer =
        get(
            Request.post(access.root("base-url"), billing + "/usage")
                .json(Json.write(Map.of("analyticsRequest", query)))
                .keptFor(KEPT));
    if (answer.at("limitReached").findFlag().orElse(false)) {
      throw answer.at("limitReached").mismatch("all of the usage");
    }
    var spend = new DailySpend();
    for (var series : answer.at("timeSeries").list()) {
      for (var point : series.at("dataPoints").list()) {
        var day = Period.utcDay(point.at("timestamp").instant());
        for (var value : point.at("values").list()) {
          spend.add(day, new Money(value.decimal(), USD));
        }
      }
    }
    return spend;
  }

  private Optional<Money> limit(String billing) {
    var limits = get(billing + "/postpaid/spending-limits").at("spendingLimits");
    if (!limits.isPresent()) {
      throw limits.mismatch("limits");
    }
    return limits
        .at("effectiveSl")
        .at("val")
        .findAmount()
        .or(() -> limits.at("effectiveHardSl").at("val").findAmount())
        .map(XAiBilling::cents);
  }

  /// A ledger's total below zero is money left.
  private List<Balance> ledger(String billing) {
    var total = get(billing + "/prepaid/balance").at("total").at("val").decimal().negate();
    return List.of(new Balance("Prepaid credit at the last invoice", cents(total), false));
  }

  /// The invoice knows of corrections and tax; the usage does where there is none.
  private List<Reading> month(Optional<XAiInvoice> invoice, Optional<DailySpend> costs) {
    var month = YearMonth.from(Period.utcDay(now));
    var total = invoice.flatMap(XAiInvoice::total);
    var amount = total.isPresent() ? total : costs.flatMap(days -> days.monthToDate(now, USD));
    var cycle = total.isPresent() ? invoice.flatMap(XAiInvoice::cycle).orElse(month) : month;
    return amount
        .<List<Reading>>map(sum -> List.of(new Spend(Period.month(cycle), sum)))
        .orElse(List.of());
  }

  private Json get(String path) {
    return get(Request.get(access.root("base-url"), path));
  }

  private Json get(Request request) {
    return api.send(request.bearer(access.secret("key"))).json();
  }

  static Money cents(BigDecimal amount) {
    return Money.ofCents(amount, USD);
  }
}
