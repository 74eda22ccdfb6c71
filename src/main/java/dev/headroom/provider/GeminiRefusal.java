package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a 429 of Google's tells of the quotas that were hit: its `QuotaFailure`. An answer in
/// another shape tells nothing.
final class GeminiRefusal {

  private static final Pattern PAID = Pattern.compile("paid_(?:tier_)?(\\d)");

  private GeminiRefusal() {}

  /// Whether a quota of a whole day is gone.
  static boolean isOfTheDay(Answer answer) {
    return violations(answer).stream().anyMatch(Violation::daily);
  }

  /// The quotas that were hit, each once. `quotaValue` may be missing; a value of zero means that
  /// the project's tier has not got the model.
  static List<Quota> quotas(Answer answer, Instant now) {
    var pause = RetryAfter.read(answer, now);
    var seen = new HashSet<String>();
    return violations(answer).stream()
        .map(violation -> {
          var quota = violation.quota(now);
          return violation.daily() || pause.isEmpty()
              ? quota
              : quota.withResetsAt(now.plus(pause.get()));
        })
        .filter(quota -> seen.add(quota.name()))
        .toList();
  }

  /// One quota that was hit.
  ///
  /// @param tier what the project pays for, where its quota's name tells: `free tier`
  private record Violation(
      boolean tokens,
      boolean daily,
      Optional<String> tier,
      Optional<String> model,
      Optional<BigDecimal> value) {

    static Violation read(Json violation) {
      var id = violation.at("quotaId").text();
      if (!id.contains("PerDay") && !id.contains("PerMinute")) {
        throw violation.at("quotaId").mismatch("a quota of a day or minute");
      }
      var metric = violation.at("quotaMetric").findText().orElse("");
      return new Violation(
          metric.contains("token") || id.contains("Token"),
          id.contains("PerDay"),
          tier(id, metric),
          violation.at("quotaDimensions").at("model").findName(),
          violation.at("quotaValue").findAmount());
    }

    Quota quota(Instant now) {
      var quota = GeminiQuota.of(tokens, daily).of(model, now).withBlocked();
      var limited = value.map(quota::withLimit).orElse(quota);
      return value.filter(number -> number.signum() == 0).isPresent()
          ? limited.withNote("not in the " + tier.orElse("project's tier"))
          : tier.map(limited::withNote).orElse(limited);
    }

    private static Optional<String> tier(String id, String metric) {
      var paid = PAID.matcher(metric);
      if (paid.find()) {
        return Optional.of("tier " + paid.group(1));
      }
      return id.endsWith("-FreeTier") || metric.contains("free_tier")
          ? Optional.of("free tier")
          : Optional.empty();
    }
  }

  private static List<Violation> violations(Answer answer) {
    var all = new ArrayList<Violation>();
    try {
      for (var detail : answer.json().at("error").at("details").listOrEmpty()) {
        for (var violation : detail.at("violations").listOrEmpty()) {
          all.add(Violation.read(violation));
        }
      }
    } catch (ApiException e) {
      return List.of();
    }
    return all;
  }
}
