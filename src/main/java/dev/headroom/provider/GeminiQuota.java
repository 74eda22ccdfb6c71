package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// The dimensions in which Gemini limits a project, for each model by itself.
enum GeminiQuota {
  REQUESTS_PER_MINUTE("requests", false),
  IMAGES_PER_MINUTE("images", false),
  TOKENS_PER_MINUTE("tokens", false),
  REQUESTS_PER_DAY("requests", true),
  TOKENS_PER_DAY("tokens", true);

  /// Where Google's days begin, summer and winter.
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private final String unit;
  private final boolean daily;

  GeminiQuota(String unit, boolean daily) {
    this.unit = unit;
    this.daily = daily;
  }

  static GeminiQuota of(boolean tokens, boolean daily) {
    if (daily) {
      return tokens ? TOKENS_PER_DAY : REQUESTS_PER_DAY;
    }
    return tokens ? TOKENS_PER_MINUTE : REQUESTS_PER_MINUTE;
  }

  /// Its quota for `model`, without numbers. A day's ends at midnight Pacific time and may have 23
  /// or 25 hours.
  Quota of(Optional<String> model, Instant now) {
    var name = unit + (daily ? "/day" : "/min");
    var quota =
        Quota.named(model.map(it -> it + ": " + name).orElse(name), unit)
            .withMembers(model.stream().toList())
            .withWindow(daily ? Duration.ofDays(1) : Duration.ofMinutes(1));
    return daily ? quota.withResetsAt(midnight(now)) : quota;
  }

  /// When the day of `now` began, Pacific time.
  static Instant dayBegin(Instant now) {
    return now.atZone(PACIFIC).toLocalDate().atStartOfDay(PACIFIC).toInstant();
  }

  private static Instant midnight(Instant now) {
    return now.atZone(PACIFIC).toLocalDate().plusDays(1).atStartOfDay(PACIFIC).toInstant();
  }
}
