package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The Kimi subscription for coding. Tells a weekly quota and shorter ones; a used amount of zero
/// is left out of the answer, and counts come as strings.
///
/// Wire format: https://www.kimi.com/code/docs/en/
@AutoService(Provider.class)
public final class Kimi implements Provider {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final String REQUESTS = "requests";

  private static final Profile PROFILE =
      new Profile(
          "kimi",
          "Kimi for coding",
          "A key of the Kimi coding plan from kimi.com, Code, Console.",
          List.of(
              Option.secret("key", "the plan's key"),
              Option.url("base-url", "https://api.kimi.com/coding/v1", "where the API is")),
          Set.of(Profile.Told.WINDOWS, Profile.Told.PLAN, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// A bad key is answered 403 as often as 401.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return answer.status() == 403 ? Optional.of(Failure.Kind.AUTH) : Optional.empty();
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return kind == Failure.Kind.AUTH
        ? Optional.of("a key of the coding plan is needed, not one of the Moonshot platform")
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var answer =
        api.send(Request.get(access.uri("base-url"), "/usages").bearer(access.secret("key")))
            .json();
    var quotas = new ArrayList<Quota>();
    quotas.add(quota(Quota.named("Week", REQUESTS).withWindow(WEEK), answer.at("usage")));
    for (var limit : answer.at("limits").listOrEmpty()) {
      quotas.add(quota(window(limit.at("window"), quotas.size()), limit.at("detail")));
    }
    var report = Report.of(quotas);
    var level = answer.at("user").at("membership").at("level").findName();
    return level.map(name -> report.withPlan(plan(name))).orElse(report);
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
