package dev.headroom.provider;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What GitHub's `copilot_internal/user` tells of one person's Copilot. Editors ask it and nobody
/// documents it, so it is read by whoever gets such an answer, directly or through a proxy.
///
/// Shares there are of what remains. What is unlimited, or only a placeholder of a seat whose quota
/// the organization holds, is no quota.
final class CopilotQuota {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final List<String> KINDS = List.of("premium_interactions", "chat", "completions");

  private final Json user;
  private final Optional<Instant> resetsAt;

  private CopilotQuota(Json user) {
    this.user = user;
    this.resetsAt =
        user.at("quota_reset_date_utc")
            .findInstant()
            .or(() -> midnight(user.at("quota_reset_date")))
            .or(() -> midnight(user.at("limited_user_reset_date")));
  }

  /// The plan and the quotas of the answer's body; no quota where the plan has none of its own.
  ///
  /// @throws ApiException unreadable, when it tells of no kind of quota at all
  static Report read(Json user) {
    var answer = new CopilotQuota(user);
    var report =
        Report.of(
            user.at("quota_snapshots").isPresent() ? answer.snapshots() : answer.limitedUser());
    return user.at("copilot_plan")
        .findName()
        .map(answer::plan)
        .map(report::withPlan)
        .orElse(report);
  }

  private List<Quota> snapshots() {
    var snapshots = user.at("quota_snapshots");
    var known = KINDS.stream().filter(kind -> snapshots.at(kind).isPresent()).toList();
    if (known.isEmpty()) {
      throw snapshots.mismatch("a known kind of quota");
    }
    return known.stream().flatMap(kind -> snapshot(kind, snapshots.at(kind)).stream()).toList();
  }

  private Optional<Quota> snapshot(String kind, Json snapshot) {
    var entitlement = snapshot.at("entitlement").findDecimal();
    if (snapshot.at("unlimited").findFlag().orElse(false)
        || !snapshot.at("has_quota").findFlag().orElse(true)
        || entitlement.filter(limit -> limit.signum() <= 0).isPresent()) {
      return Optional.empty();
    }
    var quota =
        entitlement
            .map(limit -> counted(named(kind), snapshot, limit))
            .orElseGet(
                () -> Quota.percent(name(kind), usedPercent(snapshot.at("percent_remaining"))));
    return Optional.of(resetting(quota));
  }

  /// What was used beyond the entitlement comes as a negative rest, as a count, or as both.
  private static Quota counted(Quota quota, Json snapshot, BigDecimal limit) {
    var share = snapshot.at("percent_remaining");
    var remaining =
        snapshot
            .at("quota_remaining")
            .findDecimal()
            .or(() -> snapshot.at("remaining").findDecimal());
    if (remaining.isEmpty()) {
      return quota.withLimit(limit).withStatedPercent(usedPercent(share));
    }
    var left = remaining.get();
    var over = snapshot.at("overage_count").findAmount().orElse(BigDecimal.ZERO).max(left.negate());
    if (over.signum() > 0) {
      var billed = snapshot.at("overage_permitted").findFlag().orElse(false);
      var used = limit.subtract(left.max(BigDecimal.ZERO)).add(over);
      return quota
          .withLimit(limit)
          .withUsed(used)
          .withNote(billed ? "what is over is billed" : "over the allowance");
    }
    var counted = quota.withRemaining(left, limit);
    return share.isPresent() ? counted.withStatedPercent(usedPercent(share)) : counted;
  }

  /// The older answer of the free plan: limits and what remains of them in two objects.
  private List<Quota> limitedUser() {
    var limits = user.at("monthly_quotas");
    var rests = user.at("limited_user_quotas");
    var quotas =
        Stream.of("chat", "completions")
            .filter(kind -> limits.at(kind).isPresent())
            .map(kind -> {
              var limit = limits.at(kind).amount();
              return resetting(named(kind).withRemaining(rests.at(kind).decimal(), limit));
            })
            .toList();
    if (quotas.isEmpty()) {
      throw user.at("quota_snapshots").mismatch("quotas");
    }
    return quotas;
  }

  private Quota named(String kind) {
    return Quota.named(name(kind), isCredits(kind) ? "credits" : "requests");
  }

  private String name(String kind) {
    return switch (kind) {
      case "chat" -> "Chat";
      case "completions" -> "Completions";
      default -> isCredits(kind) ? "AI credits" : "Premium requests";
    };
  }

  /// Since June 2026 the premium quota counts credits of a cent each, where the answer says so.
  private boolean isCredits(String kind) {
    return kind.equals("premium_interactions")
        && user.at("token_based_billing").findFlag().orElse(false);
  }

  private Quota resetting(Quota quota) {
    return resetsAt.map(quota::withResetsAt).orElse(quota);
  }

  private static BigDecimal usedPercent(Json remaining) {
    return HUNDRED.subtract(remaining.decimal());
  }

  private static Optional<Instant> midnight(Json day) {
    return day.isPresent()
        ? Optional.of(day.date().atStartOfDay(ZoneOffset.UTC).toInstant())
        : Optional.empty();
  }

  /// The free plan may still call itself `individual`.
  private String plan(String word) {
    var sku = user.at("access_type_sku").findText();
    return title(sku.filter(text -> text.startsWith("free")).isPresent() ? "free" : word);
  }

  /// A plan as GitHub sells it; a word that is not known stays.
  static String title(String plan) {
    return switch (plan) {
      case "free" -> "Copilot Free";
      case "individual" -> "Copilot Pro";
      case "individual_pro" -> "Copilot Pro+";
      case "individual_max" -> "Copilot Max";
      case "business" -> "Copilot Business";
      case "enterprise" -> "Copilot Enterprise";
      default -> plan;
    };
  }
}
