package dev.headroom.config;

import dev.headroom.alert.Policy;
import dev.headroom.usage.Budget;
import dev.headroom.usage.Thresholds;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole config file, checked, with every default filled in.
///
/// @param timezone where people read dates and where days begin
/// @param slack empty: off
/// @param discord empty: off
/// @param http empty: Headroom answers no HTTP
/// @param channels names of channels, each with its `platform:id`
/// @param alerts its routes hold `platform:id`, never names
/// @param retention how long history is kept
public record Config(
    ZoneId timezone,
    Database database,
    Optional<Slack> slack,
    Optional<Discord> discord,
    Console console,
    Optional<Http> http,
    Polling polling,
    Thresholds thresholds,
    List<AccountSetup> accounts,
    Map<String, String> channels,
    Policy alerts,
    List<Budget> budgets,
    Duration retention) {

  public Config {
    accounts = List.copyOf(accounts);
    channels = Map.copyOf(channels);
    budgets = List.copyOf(budgets);
  }
}
