package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What Cursor's Admin API tells of a team. Names that end in `Cents` are cents, in `Dollars`
/// dollars.
///
/// Wire format: https://cursor.com/docs/account/teams/admin-api
final class CursorTeam {

  private final CursorAdmin admin;
  private final Instant now;

  CursorTeam(CursorAdmin admin, Instant now) {
    this.admin = admin;
    this.now = now;
  }

  Report read() {
    var parts = new Parts();
    parts.add("spend", () -> spend(gone()));
    parts.add("usage by model", this::events);
    parts.addIfAvailable("activity", () -> CursorActivity.read(admin, now).stream().toList());
    return parts.report();
  }

  /// The ids of those who have left: they spend nothing more, but what they spent still counts. No
  /// one is known to have left where that isn't told; the spend says for itself why nothing is.
  private Set<String> gone() {
    try {
      return admin.get("/teams/members").at("teamMembers").list().stream()
          .filter(member -> member.at("isRemoved").findFlag().orElse(false))
          .map(member -> member.at("id").decimal().toPlainString())
          .collect(Collectors.toSet());
    } catch (ApiException e) {
      return Set.of();
    }
  }

  /// What members spend beyond what is included, in the running cycle; and both together.
  private List<Reading> spend(Set<String> gone) {
    var pages =
        admin.pages("/teams/spend", Map.of(), page -> page.at("totalPages").findCount().orElse(1L));
    var start = start(pages.getFirst());
    var reset = start.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    var readings = new ArrayList<Reading>();
    var names = new HashSet<String>();
    var sum = Money.zero("USD");
    var overall = Optional.of(BigDecimal.ZERO);
    for (var page : pages) {
      for (var member : page.at("teamMemberSpend").list()) {
        var spent = Money.ofCents(member.at("spendCents").decimal(), "USD");
        sum = sum.plus(spent);
        overall = plus(overall, member.at("overallSpendCents").findDecimal());
        if (!isGone(member, gone)) {
          onDemand(member, spent, names).map(it -> it.withResetsAt(reset)).ifPresent(readings::add);
        }
      }
    }
    overall
        .map(cents -> Quota.named("Team usage", "USD").withUsed(cents.movePointLeft(2)))
        .map(quota -> quota.withResetsAt(reset))
        .ifPresent(readings::add);
    readings.add(new Spend(new Period(Period.utcDay(start), Period.utcDay(reset)), sum));
    return readings;
  }

  /// A sum of which a part is not known is not known.
  private static Optional<BigDecimal> plus(Optional<BigDecimal> sum, Optional<BigDecimal> part) {
    return sum.flatMap(so -> part.map(so::add));
  }

  private static boolean isGone(Json member, Set<String> gone) {
    return member
        .at("userId")
        .findDecimal()
        .map(BigDecimal::toPlainString)
        .filter(gone::contains)
        .isPresent();
  }

  private static Instant start(Json page) {
    var start = page.at("subscriptionCycleStart");
    return start.findEpochMillis().orElseThrow(() -> start.mismatch("a time in milliseconds"));
  }

  /// A limit of zero says that a member may spend nothing, not that everything is spent; without
  /// any limit only those who spend are worth a line.
  private static Optional<Quota> onDemand(Json member, Money spent, Set<String> names) {
    var limit = member.at("effectivePerUserLimitDollars").findAmount();
    if (limit.map(most -> most.signum() == 0).orElse(spent.amount().signum() == 0)) {
      return Optional.empty();
    }
    var quota = Quota.named("On-demand: " + name(member, names), "USD").withUsed(spent.amount());
    var limited = limit.map(quota::withLimit).orElse(quota);
    return member
        .at("overallSpendCents")
        .findDecimal()
        .map(cents -> cents.movePointLeft(2).setScale(2, RoundingMode.HALF_UP))
        .map(all -> limited.withNote(all + " USD with what is included"))
        .or(() -> Optional.of(limited));
  }

  private static String name(Json member, Set<String> names) {
    var name = member.at("name").findName().orElse("member");
    return names.add(name) ? name : name + " " + member.at("userId").decimal().toPlainString();
  }

  /// The calls of yesterday and today.
  private List<Reading> events() {
    var pages =
        admin.pages(
            "/teams/filtered-usage-events",
            CursorEvents.range(now, millis -> millis),
            page -> page.at("pagination").at("numPages").findCount().orElse(1L));
    var sums = new CursorEvents();
    pages.forEach(page -> page.at("usageEvents").list().forEach(sums::add));
    return sums.readings();
  }
}
