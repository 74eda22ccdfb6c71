package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
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

/// MiniMax's token plan. Tells an interval of some hours and a week for each group of models.
///
/// Two traps: what is called `usage_count` is what remains at the international address and what is
/// used at the Chinese one; newer plans count nothing and tell a share, which always remains.
///
/// Wire format: https://platform.minimax.io/docs/token-plan/faq
@AutoService(Provider.class)
public final class MiniMax implements Provider {

  private static final String AUTO = "auto";
  private static final String CHINA = "china";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Duration WEEK = Duration.ofDays(7);

  private static final Profile PROFILE =
      new Profile(
          "minimax",
          "MiniMax",
          "A key of the token plan (sk-cp-…) from platform.minimax.io, or from"
              + " platform.minimaxi.com with its base-url.",
          List.of(
              Option.secret("key", "the plan's key"),
              Option.url(
                  "base-url",
                  "https://api.minimax.io",
                  "where the API is; https://api.minimaxi.com for keys from China"),
              Option.choice(
                  "region",
                  List.of(AUTO, "international", CHINA),
                  AUTO,
                  "whose way of counting the address has, if that isn't plain from base-url")),
          Set.of(Profile.Told.WINDOWS, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("minimax");
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("a key of the token plan is needed, and of this region");
      case NO_PLAN -> Optional.of("subscribe to a token plan, or use another key");
      case FORBIDDEN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var answer = remains(access, api).json();
    check(answer.at("base_resp"), access);
    var rows = answer.at("model_remains").list();
    var countsUsed = countsUsed(access);
    var quotas = new ArrayList<Quota>();
    for (var row : rows) {
      quotas.addAll(quotas(row, countsUsed, now));
    }
    if (quotas.isEmpty()) {
      throw failure(Failure.Kind.NO_PLAN, "there is no plan to read");
    }
    return Report.of(quotas);
  }

  /// The address has moved; where the newer one is not known yet, the older one is.
  private static Answer remains(Access access, Api api) {
    try {
      return api.send(request(access, "/v1/token_plan/remains"));
    } catch (ApiException e) {
      if (e.failure().kind() != Failure.Kind.NOT_AVAILABLE) {
        throw e;
      }
      return api.send(request(access, "/v1/api/openplatform/coding_plan/remains"));
    }
  }

  private static Request request(Access access, String path) {
    return Request.get(access.uri("base-url"), path).bearer(access.secret("key"));
  }

  /// Failures are answered 200: what counts is the code inside.
  private void check(Json response, Access access) {
    var code = response.at("status_code").decimal().toBigInteger();
    if (code.signum() == 0) {
      return;
    }
    var kind =
        switch (code.bitLength() > 31 ? -1 : code.intValue()) {
          case 1004, 2049 -> Failure.Kind.AUTH;
          case 1008 -> Failure.Kind.EXHAUSTED;
          case 1002, 1039, 1041 -> Failure.Kind.RATE_LIMITED;
          case 1000, 1001, 1024, 1033 -> Failure.Kind.UNREACHABLE;
          default -> Failure.Kind.UNREADABLE;
        };
    var words =
        response
            .at("status_msg")
            .findName()
            .map(text -> ": " + Reasons.safe(text, access.secrets()))
            .orElse("");
    throw failure(kind, "the answer says that it failed (" + code + ")" + words);
  }

  private ApiException failure(Failure.Kind kind, String reason) {
    return ApiException.of(kind, reason + advice(kind).map(words -> "; " + words).orElse(""));
  }

  private static boolean countsUsed(Access access) {
    var region = access.text("region");
    var host = String.valueOf(access.uri("base-url").getHost()).toLowerCase(Locale.ROOT);
    return region.equals(CHINA) || (region.equals(AUTO) && host.endsWith("minimaxi.com"));
  }

  private static List<Quota> quotas(Json row, boolean countsUsed, Instant now) {
    var model = row.at("model_name").name();
    var length = length(row);
    var quotas = new ArrayList<Quota>();
    quota(row, model + ": " + length.map(WindowName::of).orElse("Interval"), "interval", countsUsed)
        .map(quota -> length.map(quota::withWindow).orElse(quota))
        .map(quota -> reset(quota, row.at("end_time"), row.at("remains_time"), now))
        .ifPresent(quota -> quotas.add(quota.withMembers(List.of(model))));
    quota(row, model + ": Week", "weekly", countsUsed)
        .map(quota -> quota.withWindow(WEEK))
        .map(quota -> reset(quota, row.at("weekly_end_time"), row.at("weekly_remains_time"), now))
        .ifPresent(quota -> quotas.add(quota.withMembers(List.of(model))));
    return quotas;
  }

  /// Nothing for a window that the plan doesn't have: its total is absent or zero, without a share.
  private static Optional<Quota> quota(Json row, String name, String window, boolean countsUsed) {
    var total =
        row.at("current_" + window + "_total_count")
            .findAmount()
            .filter(count -> count.signum() > 0);
    if (total.isEmpty()) {
      return row.at("current_" + window + "_remaining_percent")
          .findAmount()
          .map(left -> Quota.percent(name, HUNDRED.subtract(left)));
    }
    var count = row.at("current_" + window + "_usage_count").amount();
    var quota = Quota.named(name, "requests");
    return total.map(most ->
        countsUsed ? quota.withLimit(most).withUsed(count) : quota.withRemaining(count, most));
  }

  private static Optional<Duration> length(Json row) {
    return row.at("start_time")
        .findEpochMillis()
        .flatMap(
            start -> row.at("end_time").findEpochMillis().map(end -> Duration.between(start, end)))
        .filter(Duration::isPositive);
  }

  private static Quota reset(Quota quota, Json end, Json wait, Instant now) {
    return end.findEpochMillis()
        .or(() ->
            wait.findCount()
                .filter(millis -> millis < Duration.ofDays(1000).toMillis())
                .map(now::plusMillis))
        .map(quota::withResetsAt)
        .orElse(quota);
  }
}
