package dev.headroom.usage;

import java.util.List;
import java.util.Optional;

/// What a provider answered for one account.
///
/// @param gaps the parts that could not be read; with any, the report is partial
public record Report(Optional<String> plan, List<Reading> readings, List<Gap> gaps) {

  public Report {
    readings = List.copyOf(readings);
    gaps = List.copyOf(gaps);
  }

  public static Report of(List<? extends Reading> readings) {
    return new Report(Optional.empty(), List.copyOf(readings), List.of());
  }

  public Report withPlan(String name) {
    return new Report(Optional.of(name), readings, gaps);
  }

  public boolean isPartial() {
    return !gaps.isEmpty();
  }

  public List<Quota> quotas() {
    return only(Quota.class);
  }

  public List<Spend> spends() {
    return only(Spend.class);
  }

  public List<Usage> usages() {
    return only(Usage.class);
  }

  public List<Balance> balances() {
    return only(Balance.class);
  }

  private <R extends Reading> List<R> only(Class<R> kind) {
    return readings.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
