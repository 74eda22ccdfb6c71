package dev.headroom.command;

import dev.headroom.view.Current;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The words that may follow `/quota best`.
public final class Families {

  private Families() {}

  /// `all`, then the families that some of `accounts` serve, by the alphabet.
  public static List<String> words(List<Current> accounts, Instant now) {
    return Stream.concat(
            Stream.of(QuotaCommand.ALL), served(accounts, now).stream().map(Family::name))
        .toList();
  }

  /// The families that some account is known to serve. One that sells everybody's models stands for
  /// none.
  static List<Family> served(List<Current> accounts, Instant now) {
    var own = accounts.stream().filter(it -> !Family.isOfAll(it.account().provider())).toList();
    return Family.all().stream()
        .filter(family -> own.stream().anyMatch(it -> Room.of(family, it, now).isPresent()))
        .toList();
  }
}
