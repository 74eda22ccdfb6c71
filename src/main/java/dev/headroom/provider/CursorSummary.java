package dev.headroom.provider;

import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Spend;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The plan of one person in Cursor, with its usage. Amounts are cents, shares are of what is used;
/// where both come, the share wins, because bonus usage is in the one and not in the other.
record CursorSummary(Optional<String> plan, List<Reading> readings) {

  private static final String INCLUDED = "Included usage";

  static CursorSummary read(Json answer) {
    var person = answer.at("individualUsage");
    var team = answer.at("teamUsage");
    if (!person.isPresent() && !team.isPresent()) {
      throw person.mismatch("usage");
    }
    var quotas = new ArrayList<Quota>(plan(person.at("plan"), isUnlimited(answer)));
    money("Usage", person.at("overall")).ifPresent(quotas::add);
    money("On-demand", person.at("onDemand")).ifPresent(quotas::add);
    money("Team pool", team.at("pooled")).ifPresent(quotas::add);
    money("Team on-demand", team.at("onDemand")).ifPresent(quotas::add);
    var ends = answer.at("billingCycleEnd").findInstant();
    var readings = new ArrayList<Reading>();
    quotas.forEach(quota -> readings.add(ends.map(quota::withResetsAt).orElse(quota)));
    charged(answer, person.at("onDemand")).ifPresent(readings::add);
    return new CursorSummary(
        answer.at("membershipType").findName().map(CursorSummary::title), readings);
  }

  private static boolean isUnlimited(Json answer) {
    return answer.at("isUnlimited").findFlag().orElse(false);
  }

  private static List<Quota> plan(Json plan, boolean isUnlimited) {
    if (isOff(plan)) {
      return List.of();
    }
    if (isUnlimited) {
      return plan.at("used").isPresent() ? List.of(used(INCLUDED, plan)) : List.of();
    }
    var share = plan.at("totalPercentUsed").findAmount();
    var quotas = new ArrayList<Quota>();
    if (plan.at("used").isPresent() || share.isEmpty()) {
      var quota = counted(INCLUDED, plan);
      quotas.add(share.map(quota::withStatedPercent).orElse(quota));
    } else {
      quotas.add(Quota.percent(INCLUDED, share.get()));
    }
    plan.at("autoPercentUsed")
        .findAmount()
        .ifPresent(used -> quotas.add(Quota.percent("Auto", used)));
    plan.at("apiPercentUsed")
        .findAmount()
        .ifPresent(used -> quotas.add(Quota.percent("API", used)));
    return quotas;
  }

  /// A limit of zero says that nothing may be used, not that everything is.
  private static Optional<Quota> money(String name, Json usage) {
    return isOff(usage)
        ? Optional.empty()
        : Optional.of(counted(name, usage))
            .filter(quota -> !isNothing(quota.limit()) || !isNothing(quota.used()));
  }

  private static boolean isNothing(Optional<BigDecimal> amount) {
    return amount.filter(it -> it.signum() == 0).isPresent();
  }

  /// A limit of null is none.
  private static Quota counted(String name, Json usage) {
    var quota = used(name, usage);
    return usage
        .at("limit")
        .findAmount()
        .map(cents -> quota.withLimit(cents.movePointLeft(2)))
        .orElse(quota);
  }

  private static Quota used(String name, Json usage) {
    return Quota.named(name, "USD").withUsed(usage.at("used").amount().movePointLeft(2));
  }

  /// What comes on top of the plan is charged for the cycle.
  private static Optional<Spend> charged(Json answer, Json onDemand) {
    var from = answer.at("billingCycleStart").findInstant().map(Period::utcDay);
    var until = answer.at("billingCycleEnd").findInstant().map(Period::utcDay);
    if (isOff(onDemand) || from.isEmpty() || until.filter(from.get()::isBefore).isEmpty()) {
      return Optional.empty();
    }
    var amount = Money.ofCents(onDemand.at("used").amount(), "USD");
    return Optional.of(new Spend(new Period(from.get(), until.get()), amount));
  }

  private static boolean isOff(Json usage) {
    return !usage.isPresent() || !usage.at("enabled").findFlag().orElse(true);
  }

  private static String title(String type) {
    return switch (type) {
      case "free", "hobby" -> "Hobby";
      case "pro_plus" -> "Pro+";
      default ->
          type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1).replace('_', ' ');
    };
  }
}
