package dev.headroom.usage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A limit that a provider enforces over a window, and how much of it is used.
///
/// Usage may exceed the limit: most providers count late. Either number may be missing: some
/// providers publish limits only, others a share only.
///
/// @param name what people read, unique within the account
/// @param unit `USD`, `tokens`, `requests`, `percent`, `credits`…
/// @param members the models that share this quota; empty when it is not about models
/// @param statedPercent the used share in percent where the provider states it itself; it wins over
///   used / limit
/// @param window how long the limit counts, where known
/// @param blocked whether the provider itself says that nothing is left
/// @param note what a reader must know of these numbers: "configured", "estimate"
public record Quota(
    String name,
    String unit,
    List<String> members,
    Optional<BigDecimal> used,
    Optional<BigDecimal> limit,
    Optional<BigDecimal> statedPercent,
    Optional<Instant> resetsAt,
    Optional<Duration> window,
    boolean blocked,
    Optional<String> note)
    implements Reading {

  public static final String PERCENT = "percent";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Quota {
    if (name.isBlank()) {
      throw new IllegalArgumentException("quota: must have a name");
    }
    members = List.copyOf(members);
    limit.ifPresent(most -> {
      if (most.signum() < 0) {
        throw new IllegalArgumentException(
            "quota " + name + ": limit must not be negative, was " + most);
      }
    });
  }

  /// A quota of which nothing is known yet but its name and unit; the `with` methods add the rest.
  public static Quota named(String name, String unit) {
    return new Quota(
        name,
        unit,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /// A quota whose provider tells only the used share, from 0 to 100.
  public static Quota percent(String name, BigDecimal usedPercent) {
    return named(name, PERCENT).withUsed(usedPercent).withLimit(HUNDRED);
  }

  /// The used share in percent, over 100 when overshot; empty when the provider does not tell.
  public Optional<BigDecimal> usedPercent() {
    if (statedPercent.isPresent()) {
      return statedPercent;
    }
    if (used.isEmpty() || limit.isEmpty()) {
      return blocked ? Optional.of(HUNDRED) : Optional.empty();
    }
    if (limit.get().signum() == 0) {
      return Optional.of(HUNDRED);
    }
    return Optional.of(used.get().multiply(HUNDRED).divide(limit.get(), MathContext.DECIMAL64));
  }

  /// What is left of the limit, zero when overshot; empty when the provider does not tell.
  public Optional<BigDecimal> remaining() {
    return limit.flatMap(most -> used.map(spent -> most.subtract(spent).max(BigDecimal.ZERO)));
  }

  /// Whether the window has ended since it was read, so that the numbers are of a past window.
  public boolean hasReset(Instant now) {
    return resetsAt.filter(reset -> !reset.isAfter(now)).isPresent();
  }

  public Quota renamed(String other) {
    return new Quota(
        other, unit, members, used, limit, statedPercent, resetsAt, window, blocked, note);
  }

  public Quota withUsed(BigDecimal amount) {
    return new Quota(
        name,
        unit,
        members,
        Optional.of(amount),
        limit,
        statedPercent,
        resetsAt,
        window,
        blocked,
        note);
  }

  public Quota withLimit(BigDecimal amount) {
    return new Quota(
        name,
        unit,
        members,
        used,
        Optional.of(amount),
        statedPercent,
        resetsAt,
        window,
        blocked,
        note);
  }

  /// Both at once, from a provider that tells what is left rather than what is used.
  public Quota withRemaining(BigDecimal remaining, BigDecimal limit) {
    return withLimit(limit).withUsed(limit.subtract(remaining));
  }

  public Quota withStatedPercent(BigDecimal percent) {
    return new Quota(
        name, unit, members, used, limit, Optional.of(percent), resetsAt, window, blocked, note);
  }

  public Quota withResetsAt(Instant reset) {
    return new Quota(
        name, unit, members, used, limit, statedPercent, Optional.of(reset), window, blocked, note);
  }

  public Quota withWindow(Duration length) {
    return new Quota(
        name,
        unit,
        members,
        used,
        limit,
        statedPercent,
        resetsAt,
        Optional.of(length),
        blocked,
        note);
  }

  public Quota withMembers(List<String> models) {
    return new Quota(
        name, unit, models, used, limit, statedPercent, resetsAt, window, blocked, note);
  }

  public Quota withBlocked() {
    return new Quota(name, unit, members, used, limit, statedPercent, resetsAt, window, true, note);
  }

  public Quota withNote(String words) {
    return new Quota(
        name,
        unit,
        members,
        used,
        limit,
        statedPercent,
        resetsAt,
        window,
        blocked,
        Optional.of(words));
  }
}
