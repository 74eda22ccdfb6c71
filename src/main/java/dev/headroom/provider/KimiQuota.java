package dev.headroom.provider;

import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What Kimi tells of its coding plan: a weekly quota and shorter ones, read from the account
/// itself or through a proxy. A used amount of zero is left out, and counts come as strings.
final class KimiQuota {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final String REQUESTS = "requests";
  private static final String CODING = "FEATURE_CODING";

  private KimiQuota() {}

  /// What a key is told.
  static Report read(Json answer) {
    var report = Report.of(quotas(answer.at("usage"), answer.at("limits")));
    var level = answer.at("user").at("membership").at("level").findName();
    return level.map(name -> report.withPlan(plan(name))).orElse(report);
  }

  /// What the web site is told, of which only the coding plan counts.
  static Report readWeb(Json answer) {
    var coding =
        answer.at("usages").list().stream()
            .filter(usage -> usage.at("scope").findName().filter(CODING::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> answer.at("usages").mismatch("the coding plan"));
    return Report.of(quotas(coding.at("detail"), coding.at("limits")));
  }

  private static List<Quota> quotas(Json week, Json limits) {
    var quotas = new ArrayList<Quota>();
    quotas.add(quota(Quota.named("Week", REQUESTS).withWindow(WEEK), week));
    for (var limit : limits.listOrEmpty()) {
      quotas.add(quota(window(limit.at("window"), quotas.size()), limit.at("detail")));
    }
    return Fullest.byName(quotas);
  }

  /// Of used and remaining, the one that is zero is left out.
  private static Quota quota(Quota named, Json detail) {
    var limit = detail.at("limit").amount();
    var used =
        detail
            .at("used")
            .findAmount()
            .orElseGet(() -> limit.subtract(remaining(detail.at("remaining"))));
    var quota = named.withLimit(limit).withUsed(used);
    return detail.at("resetTime").findInstant().map(quota::withResetsAt).orElse(quota);
  }

  private static BigDecimal remaining(Json value) {
    return value.findDecimal().orElseThrow(() -> value.mismatch("what is used or what remains"));
  }

  private static Quota window(Json window, int number) {
    var unit =
        switch (window.at("timeUnit").findText().orElse("")) {
          case "TIME_UNIT_SECOND" -> Optional.of(Duration.ofSeconds(1));
          case "TIME_UNIT_MINUTE" -> Optional.of(Duration.ofMinutes(1));
          case "TIME_UNIT_HOUR" -> Optional.of(Duration.ofHours(1));
          case "TIME_UNIT_DAY" -> Optional.of(Duration.ofDays(1));
          default -> Optional.<Duration>empty();
        };
    var length =
        unit.flatMap(one ->
            window
                .at("duration")
                .findCount()
                .filter(count -> count > 0 && count < 1_000_000)
                .map(one::multipliedBy));
    return length
        .map(time -> Quota.named(WindowName.of(time), REQUESTS).withWindow(time))
        .orElseGet(() -> Quota.named("Limit " + number, REQUESTS));
  }

  /// `LEVEL_INTERMEDIATE` is `Intermediate`.
  private static String plan(String level) {
    var word = level.replaceFirst("^LEVEL_", "").replace('_', ' ').toLowerCase(Locale.ROOT).strip();
    return word.isEmpty()
        ? level
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
