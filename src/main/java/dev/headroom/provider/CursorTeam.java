package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// What Cursor's Admin API tells of a team. Names that end in `Cents` are cents, in `Dollars`
/// dollars. It counts by the hour, so its answers will do for one.
///
/// Wire format: https://cursor.com/docs/account/teams/admin-api
final class CursorTeam {

  private static final Duration HOUR = Duration.ofHours(1);

  private final URI base;
  private final Secret login;
  private final Api api;
  private final Instant now;

  /// @param key the user name of a login that has no password
  CursorTeam(URI base, Secret key, Api api, Instant now) {
    this.base = base;
    this.login =
        new Secret(
            Base64.getEncoder()
                .encodeToString((key.value() + ":").getBytes(StandardCharsets.UTF_8)));
    this.api = api;
    this.now = now;
  }

  Report read() {
    var parts = new Parts();
    parts.add("spend", this::spend);
    parts.add("usage by model", this::events);
    return parts.report();
  }

  /// What members spend beyond what is included, in the running cycle.
  private List<Reading> spend() {
    var pages =
        pages("/teams/spend", Map.of(), page -> page.at("totalPages").findCount().orElse(1L));
    var start = start(pages.getFirst());
    var reset = start.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    var readings = new ArrayList<Reading>();
    var names = new HashSet<String>();
    var sum = Money.zero("USD");
    for (var page : pages) {
      for (var member : page.at("teamMemberSpend").list()) {
        var spent = Money.ofCents(member.at("spendCents").decimal(), "USD");
        sum = sum.plus(spent);
        limit(member, spent, names).map(it -> it.withResetsAt(reset)).ifPresent(readings::add);
      }
    }
    readings.add(new Spend(new Period(Period.utcDay(start), Period.utcDay(reset)), sum));
    return readings;
  }

  private static Instant start(Json page) {
    var start = page.at("subscriptionCycleStart");
    return start.findEpochMillis().orElseThrow(() -> start.mismatch("a time in milliseconds"));
  }

  /// A limit of zero says that a member may spend nothing, not that everything is spent.
  private static Optional<Quota> limit(Json member, Money spent, Set<String> names) {
    return member
        .at("effectivePerUserLimitDollars")
        .findAmount()
        .filter(limit -> limit.signum() > 0)
        .map(limit ->
            Quota.named("On-demand: " + name(member, names), "USD")
                .withLimit(limit)
                .withUsed(spent.amount()));
  }

  private static String name(Json member, Set<String> names) {
    var name = member.at("name").findName().orElse("member");
    return names.add(name) ? name : name + " " + member.at("userId").decimal().toPlainString();
  }

  /// The calls of yesterday and today. Money counts only where the call is chargeable.
  private List<Reading> events() {
    var from = Period.utcDay(now).minusDays(1);
    var range =
        Map.<String, Object>of(
            "startDate",
            from.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(),
            "endDate",
            now.truncatedTo(ChronoUnit.HOURS).plus(HOUR).toEpochMilli());
    var pages =
        pages(
            "/teams/filtered-usage-events",
            range,
            page -> page.at("pagination").at("numPages").findCount().orElse(1L));
    var usage = new DailyUsage();
    var spend = new DailySpend();
    for (var page : pages) {
      for (var event : page.at("usageEvents").list()) {
        var day = Period.utcDay(at(event));
        usage.add(usage(day, event));
        if (event.at("isChargeable").flag()) {
          spend.add(day, Money.ofCents(charged(event), "USD"));
        }
      }
    }
    var readings = new ArrayList<Reading>(usage.readings());
    readings.addAll(spend.days());
    return readings;
  }

  private static Instant at(Json event) {
    var at = event.at("timestamp");
    return at.findEpochMillis().orElseThrow(() -> at.mismatch("a time in milliseconds"));
  }

  /// Calls that are not counted in tokens have none to tell.
  private static Usage usage(LocalDate day, Json event) {
    var tokens = event.at("tokenUsage");
    var cached = tokens.at("cacheReadTokens").findCount();
    return Usage.ofDay(
        day,
        event.at("model").findName(),
        DailyUsage.plus(
            tokens.at("inputTokens").findCount(),
            DailyUsage.plus(tokens.at("cacheWriteTokens").findCount(), cached)),
        cached,
        tokens.at("outputTokens").findCount(),
        Optional.of(1L));
  }

  private static BigDecimal charged(Json event) {
    return event
        .at("chargedCents")
        .findDecimal()
        .orElseGet(() ->
            event
                .at("tokenUsage")
                .at("totalCents")
                .decimal()
                .add(event.at("cursorTokenFee").decimal()));
  }

  /// Pages are counted from 1 in the request's body.
  private List<Json> pages(String path, Map<String, Object> body, Function<Json, Long> count) {
    var asked = new AtomicLong(1);
    return Pages.walk(
        cursor -> api.send(request(path, body, asked.get())).json(),
        page ->
            asked.getAndIncrement() < count.apply(page)
                ? Optional.of(String.valueOf(asked.get()))
                : Optional.empty());
  }

  private Request request(String path, Map<String, Object> body, long page) {
    var fields = new LinkedHashMap<String, Object>(body);
    fields.put("page", page);
    fields.put("pageSize", 500);
    return Request.post(base, path)
        .credential("Authorization", "Basic ", login)
        .json(Json.write(fields))
        .keptFor(HOUR);
  }
}
