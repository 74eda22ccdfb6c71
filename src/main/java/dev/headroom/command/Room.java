package dev.headroom.command;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Status;
import dev.headroom.view.AccountView;
import dev.headroom.view.Current;
import dev.headroom.view.QuotaView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What one account has left for a family of models.
///
/// @param limits the quotas that hold for the family there, tightest first; empty where no share is
///   known, or where it does not matter because the account is out altogether
/// @param narrower quotas of some of the family's models that are tight, while others are free
record Room(AccountView view, Place place, List<QuotaView> limits, List<QuotaView> narrower) {

  /// Where an account stands in the answer.
  enum Place {
    /// So much is left.
    OPEN,
    /// Nobody told how much is left.
    UNKNOWN,
    /// Nothing is left, or the account can't be read.
    CLOSED
  }

  private static final BigDecimal FULL = BigDecimal.valueOf(100);

  /// Most room first; of equals the one that is full again sooner, then the one with more of the
  /// same unit.
  static final Comparator<Room> MOST_FIRST =
      Comparator.comparing((Room room) -> room.place())
          .thenComparing(room -> room.left().orElse(BigDecimal.ZERO), Comparator.reverseOrder())
          .thenComparing(room -> room.resetsAt().orElse(Instant.MAX))
          .thenComparing(room -> room.tightest().map(it -> it.quota().unit()).orElse(""))
          .thenComparing(
              room -> room.tightest().flatMap(it -> it.quota().remaining()).orElse(BigDecimal.ZERO),
              Comparator.reverseOrder())
          .thenComparing(room -> room.view.account().id());

  /// What `account` has left for `family`; empty when nothing says that it serves it.
  static Optional<Room> of(Families families, Family family, Current account, Instant now) {
    var view = AccountView.of(account, now);
    var logins = Login.of(families, view, family);
    if (!serves(families, family, account, logins)) {
      return Optional.empty();
    }
    if (isOut(view)) {
      return Optional.of(new Room(view, Place.CLOSED, List.of(), List.of()));
    }
    return logins.stream()
        .filter(login -> !login.limits().isEmpty())
        .map(login -> new Room(view, place(view, login), login.limits(), login.narrower()))
        .min(MOST_FIRST)
        .or(() -> Optional.of(new Room(view, Place.UNKNOWN, List.of(), List.of())));
  }

  Optional<QuotaView> tightest() {
    return limits.stream().findFirst();
  }

  /// The share that is left, in percent.
  Optional<BigDecimal> left() {
    return tightest()
        .map(it ->
            it.status() == Status.EXHAUSTED
                ? BigDecimal.ZERO
                : FULL.subtract(it.usedPercent().orElse(FULL)).max(BigDecimal.ZERO));
  }

  /// When the tightest quota starts anew; of several that are used up, when the last one does.
  Optional<Instant> resetsAt() {
    var usedUp = limits.stream().filter(it -> it.status() == Status.EXHAUSTED).toList();
    if (usedUp.isEmpty()) {
      return tightest().flatMap(it -> it.quota().resetsAt());
    }
    return usedUp.stream().allMatch(it -> it.quota().resetsAt().isPresent())
        ? usedUp.stream()
            .flatMap(it -> it.quota().resetsAt().stream())
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }

  private static boolean serves(
      Families families, Family family, Current account, List<Login> logins) {
    return families.isServedBy(account.account().provider(), family)
        || logins.stream().anyMatch(Login::isOfFamily)
        || account
            .last()
            .filter(last ->
                last.report().usages().stream()
                    .anyMatch(usage ->
                        usage.model().filter(model -> families.has(family, model)).isPresent()))
            .isPresent();
  }

  private static Place place(AccountView view, Login login) {
    if (view.stale()) {
      return Place.UNKNOWN;
    }
    var usedUp = login.limits().getFirst().status() == Status.EXHAUSTED;
    return usedUp ? Place.CLOSED : Place.OPEN;
  }

  /// Whether an account is out whatever its quotas say. Having asked too often hides no number.
  private static boolean isOut(AccountView view) {
    var failing =
        view.trouble().filter(it -> it.failure().kind() != Failure.Kind.RATE_LIMITED).isPresent();
    return failing || (!view.stale() && view.balances().stream().anyMatch(Balance::depleted));
  }
}
