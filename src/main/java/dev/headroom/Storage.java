package dev.headroom;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.secret.Secret;
import dev.headroom.store.Accounts;
import dev.headroom.store.BudgetSpending;
import dev.headroom.store.ConfiguredBudgets;
import dev.headroom.store.Database;
import dev.headroom.store.DatabaseUrl;
import dev.headroom.store.JdbiViews;
import dev.headroom.store.Partitions;
import dev.headroom.store.Snapshots;
import dev.headroom.store.embedded.EmbeddedPostgres;
import dev.headroom.store.embedded.VisitedPostgres;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The database with what stands on it: the configured one, or an embedded server of our own.
record Storage(
    Database database,
    Partitions partitions,
    Snapshots snapshots,
    BudgetSpending spending,
    JdbiViews views) {

  static Storage open(Config config, InstantSource clock, Closing closing) {
    var url = configured(config).orElseGet(() -> embedded(config, closing));
    var budgets = new ConfiguredBudgets(config.budgets(), clock);
    var partitions = new Partitions(clock);
    var database =
        Database.open(
            url, List.of(accounts(config, clock)::sync, budgets::sync, partitions::createAhead));
    return of(closing.after(database), partitions, config);
  }

  /// For a visit beside others, of whom one may be a running Headroom: an embedded server is
  /// started only where none runs, and what the config file sets up stays as it is stored.
  static Storage visit(Config config, InstantSource clock, Closing closing) {
    var url = configured(config).orElseGet(() -> visited(config, closing));
    var partitions = new Partitions(clock);
    var database = Database.open(url, List.of(partitions::createAhead));
    return of(closing.after(database), partitions, config);
  }

  /// Whether nothing was ever stored, as far as that can be told without opening it.
  static boolean isBlank(Config config) {
    return config.database().url().isEmpty()
        && !EmbeddedPostgres.isMade(config.database().dataDir());
  }

  /// Makes the accounts of the config file known, and leaves all others as they are.
  void know(Config config, InstantSource clock) {
    database.transaction(handle -> {
      accounts(config, clock).add(handle);
      return true;
    });
  }

  private static Accounts accounts(Config config, InstantSource clock) {
    return new Accounts(config.accounts().stream().map(AccountSetup::account).toList(), clock);
  }

  private static Storage of(Database database, Partitions partitions, Config config) {
    var spending = new BudgetSpending(config.timezone());
    return new Storage(
        database,
        partitions,
        new Snapshots(partitions),
        spending,
        new JdbiViews(database, spending));
  }

  private static Optional<DatabaseUrl> configured(Config config) {
    return config.database().url().map(Secret::value).map(DatabaseUrl::parse);
  }

  private static DatabaseUrl embedded(Config config, Closing closing) {
    var server = closing.after(EmbeddedPostgres.start(config.database().dataDir()));
    return new DatabaseUrl(
        server.jdbcUrl(), Optional.of(server.user()), Optional.of(server.password()));
  }

  private static DatabaseUrl visited(Config config, Closing closing) {
    var server = closing.after(VisitedPostgres.in(config.database().dataDir()));
    return new DatabaseUrl(
        server.jdbcUrl(), Optional.of(server.user()), Optional.of(server.password()));
  }
}
