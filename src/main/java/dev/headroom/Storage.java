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
    var url =
        config
            .database()
            .url()
            .map(Secret::value)
            .map(DatabaseUrl::parse)
            .orElseGet(() -> embedded(config, closing));
    var accounts =
        new Accounts(config.accounts().stream().map(AccountSetup::account).toList(), clock);
    var budgets = new ConfiguredBudgets(config.budgets(), clock);
    var partitions = new Partitions(clock);
    var database =
        closing.after(
            Database.open(url, List.of(accounts::sync, budgets::sync, partitions::createAhead)));
    var spending = new BudgetSpending(config.timezone());
    return new Storage(
        database,
        partitions,
        new Snapshots(partitions),
        spending,
        new JdbiViews(database, spending));
  }

  private static DatabaseUrl embedded(Config config, Closing closing) {
    var server = closing.after(EmbeddedPostgres.start(config.database().dataDir()));
    return new DatabaseUrl(
        server.jdbcUrl(), Optional.of(server.user()), Optional.of(server.password()));
  }
}
