package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The budget and the limits by which a LiteLLM proxy holds a key, a team or a user. A budget of
/// zero allows nothing, no budget allows all.
final class LiteLlmBudget {

  private static final String USD = "USD";

  private LiteLlmBudget() {}

  /// What has been spent since the last reset, of what may be.
  static Quota read(String name, Json holder) {
    var most = holder.at("max_budget").findAmount();
    var plain = Quota.named(name, USD).withUsed(holder.at("spend").amount());
    var limited = most.map(plain::withLimit).orElse(plain);
    var sized =
        holder
            .at("budget_duration")
            .findText()
            .flatMap(Resets::duration)
            .filter(Duration::isPositive)
            .map(limited::withWindow)
            .orElse(limited);
    var dated = moment(holder.at("budget_reset_at")).map(sized::withResetsAt).orElse(sized);
    var words = words(holder, most.isPresent());
    var noted = words.isEmpty() ? dated : dated.withNote(words);
    return holder.at("blocked").findFlag().orElse(false) ? noted.withBlocked() : noted;
  }

  /// As [#read], of the little that headers tell.
  static Quota of(String name, BigDecimal spend, Optional<BigDecimal> most) {
    var quota = Quota.named(name, USD).withUsed(spend);
    return most.map(quota::withLimit).orElseGet(() -> quota.withNote("no limit"));
  }

  /// The limits of a minute, where there are some.
  static List<Quota> rates(Optional<BigDecimal> requests, Optional<BigDecimal> tokens) {
    var quotas = new ArrayList<Quota>();
    requests.ifPresent(limit -> quotas.add(perMinute("Requests/min", "requests", limit)));
    tokens.ifPresent(limit -> quotas.add(perMinute("Tokens/min", "tokens", limit)));
    return quotas;
  }

  /// As [#rates], of a key, a team or a user.
  static List<Quota> rates(Json holder) {
    return rates(holder.at("rpm_limit").findAmount(), holder.at("tpm_limit").findAmount());
  }

  private static Quota perMinute(String name, String unit, BigDecimal limit) {
    return Quota.named(name, unit).withLimit(limit).withWindow(Duration.ofMinutes(1));
  }

  private static String words(Json holder, boolean limited) {
    var open = limited ? Optional.<String>empty() : Optional.of("no limit");
    var soft =
        holder
            .at("soft_budget")
            .findAmount()
            .map(most -> "soft budget " + most.toPlainString() + " " + USD);
    var ends = moment(holder.at("expires")).map(end -> "the key expires on " + Period.utcDay(end));
    return Stream.of(open, soft, ends).flatMap(Optional::stream).collect(Collectors.joining("; "));
  }

  /// Older proxies leave the offset away and mean UTC.
  private static Optional<Instant> moment(Json time) {
    return time.findText()
        .flatMap(text -> Times.iso(text).or(() -> Times.iso(text.replace(' ', 'T') + "Z")));
  }
}
