package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What OpenAI tells of a Codex account at addresses of their own: the resets that a member may
/// spend to begin a window anew, and what the member has used of a workspace's limit. Each is asked
/// only where the usage itself doesn't tell it, and not every plan has it.
///
/// Wire format: https://github.com/steipete/CodexBar/blob/main/docs/codex-oauth.md
///
/// @param workspace the account whose limit is meant, where it is known
/// @param send asks with the account's login
record CodexAside(Optional<String> workspace, Function<String, Json> send) {

  static final Duration KEPT = Duration.ofHours(1);

  /// Of an account that can't be asked itself, as behind a proxy.
  static Optional<CodexAside> none() {
    return Optional.empty();
  }

  /// What `usage` leaves out.
  List<Reading> read(Json usage, Parts parts) {
    var readings = new ArrayList<Reading>();
    if (usage.at("rate_limit_reset_credits").isMissing()) {
      parts
          .readIfAvailable("resets", () -> resets(send.apply("/wham/rate-limit-reset-credits")))
          .ifPresent(readings::add);
    }
    workspace
        .filter(id -> CodexQuota.ownLimit(usage).isEmpty())
        .flatMap(id ->
            parts.readIfAvailable(
                "member's limit",
                () ->
                    month(
                        send.apply(
                            "/accounts/"
                                + Request.segment(id)
                                + "/spend-controls/current-user/monthly-usage"))))
        .ifPresent(readings::add);
    return readings;
  }

  /// How many resets are left; having none bars nothing.
  static Balance resets(Json credits) {
    var count = BigDecimal.valueOf(credits.at("available_count").count());
    return new Balance("Resets of a window", new Money(count, Money.CREDITS), false);
  }

  /// A limit of null is none. When the month ends for the vendor, it doesn't tell.
  private static Quota month(Json told) {
    var quota =
        Quota.named(CodexQuota.OWN_LIMIT, Money.CREDITS)
            .withUsed(told.at("current_month_usage").amount());
    return told.at("effective_monthly_limit")
        .at("limit")
        .findAmount()
        .map(quota::withLimit)
        .orElse(quota);
  }
}
