package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What llm-mux tells of the accounts behind it.
///
/// @param quotas by pool for Antigravity, whose models share theirs, and by model otherwise
/// @param barred the accounts that their vendor no longer serves
record MuxQuotas(List<Quota> quotas, List<String> barred) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final long LONGEST = Duration.ofDays(62).toSeconds();

  /// Reads the quota status as it was proposed in January 2026.
  static MuxQuotas read(Json status) {
    var quotas = new ArrayList<Quota>();
    var barred = new ArrayList<String>();
    for (var account : status.at("quotas").list()) {
      var name = name(account, account.at("auth_id"));
      if (account.at("is_forbidden").findFlag().orElse(false)) {
        barred.add(name);
      }
      quotas(account).forEach(quota -> quotas.add(quota.renamed(name + " " + quota.name())));
    }
    return new MuxQuotas(Fullest.byName(quotas), barred);
  }

  private static List<Quota> quotas(Json account) {
    var models = new LinkedHashMap<String, Quota>();
    for (var model : account.at("models").listOrEmpty()) {
      var id = model.at("model_id").name();
      var quota = Quota.percent(id, used(model)).withMembers(List.of(id));
      models.put(id, model.at("reset_time").findInstant().map(quota::withResetsAt).orElse(quota));
    }
    return account.at("provider").name().equals("antigravity")
        ? CloudCodePools.ofModels(models, true)
        : List.copyOf(models.values());
  }

  private static BigDecimal used(Json model) {
    var left =
        model
            .at("remaining_percent")
            .findDecimal()
            .orElseGet(() -> model.at("remaining_fraction").decimal().multiply(HUNDRED));
    return HUNDRED.subtract(left.max(BigDecimal.ZERO).min(HUNDRED));
  }

  /// The accounts that rest after a refusal; one whose time is over rests no longer, whatever the
  /// proxy has yet to notice. What it has learned of limits is its guess and is left out.
  static List<Quota> cooldowns(List<Json> files, Instant now) {
    var resting = new ArrayList<Quota>();
    for (var file : files) {
      var state = file.at("quota_state");
      var until = until(state, now);
      if (state.at("in_cooldown").findFlag().orElse(false)
          && until.filter(end -> !end.isAfter(now)).isEmpty()) {
        var quota =
            Quota.named(name(file, file.at("id")) + " cooldown", Quota.PERCENT).withBlocked();
        resting.add(until.map(quota::withResetsAt).orElse(quota));
      }
    }
    return Fullest.byName(resting);
  }

  private static Optional<Instant> until(Json state, Instant now) {
    return state
        .at("cooldown_until")
        .findInstant()
        .or(() ->
            state
                .at("cooldown_remaining_seconds")
                .findCount()
                .filter(seconds -> seconds < LONGEST)
                .map(now::plusSeconds));
  }

  /// `claude ori`: the part of an address that names no one outside of the team.
  private static String name(Json account, Json id) {
    Optional<String> who = account.at("email").findName().or(id::findName);
    return account.at("provider").name()
        + who.map(text -> " " + text.replaceFirst("@.*$", "")).orElse("");
  }
}
