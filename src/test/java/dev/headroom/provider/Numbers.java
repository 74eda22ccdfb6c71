package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The numbers that a report claims a vendor told; what the config file told isn't among them.
final class Numbers {

  private Numbers() {}

  static List<Number> in(Report report) {
    return report.readings().stream().<Number>flatMap(Numbers::in).toList();
  }

  private static Stream<? extends Number> in(Reading reading) {
    return switch (reading) {
      case Quota quota ->
          quota.note().filter("configured"::equals).isPresent()
              ? Stream.of()
              : present(List.of(quota.used(), quota.limit(), quota.statedPercent()));
      case Spend spend -> Stream.of(spend.amount().amount());
      case Balance balance -> Stream.of(balance.amount().amount());
      case Usage usage ->
          present(
              List.of(usage.tokensIn(), usage.tokensCached(), usage.tokensOut(), usage.requests()));
    };
  }

  private static <N extends Number> Stream<N> present(List<Optional<N>> numbers) {
    return numbers.stream().flatMap(Optional::stream);
  }
}
