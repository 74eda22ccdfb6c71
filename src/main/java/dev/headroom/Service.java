package dev.headroom;

import dev.headroom.chart.Charts;
import dev.headroom.chat.CommandInbox;
import dev.headroom.chat.Completions;
import dev.headroom.chat.Inbox;
import dev.headroom.command.BudgetCommand;
import dev.headroom.command.Command;
import dev.headroom.command.Families;
import dev.headroom.command.HelpCommand;
import dev.headroom.command.QuotaCommand;
import dev.headroom.command.QuotaHistoryCommand;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.http.HttpServer;
import dev.headroom.store.JdbiBudgets;
import dev.headroom.view.Refresh;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The running program: builds every object in flow order, and closes them in reverse.
final class Service implements AutoCloseable {

  private final Closing closing;
  private Optional<HttpServer> web = Optional.empty();

  private Service(Closing closing) {
    this.closing = closing;
  }

  /// Starts on an open storage.
  ///
  /// @param closing already holds what `storage` needs
  /// @param stop asks the process to end
  static Service start(
      Config config,
      Storage storage,
      Vendors vendors,
      InstantSource clock,
      Runnable stop,
      Closing closing) {
    var service = new Service(closing);
    try {
      service.open(config, storage, vendors, clock, stop);
      return service;
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private void open(
      Config config, Storage storage, Vendors vendors, InstantSource clock, Runnable stop) {
    var threads = closing.after(Executors.newVirtualThreadPerTaskExecutor());
    var charts = new Charts();
    threads.execute(charts::warmUp);
    var setups =
        config.accounts().stream()
            .collect(Collectors.toMap(AccountSetup::account, Function.identity()));
    var engine =
        new Engine(
            config,
            storage,
            account -> vendors.read(Objects.requireNonNull(setups.get(account))),
            clock,
            closing);
    var inbox =
        inbox(
            storage, engine.refresh(), new Families(vendors.providers().models()), clock, threads);
    var chats = Chats.of(config, charts, threads, clock);
    var platforms = chats.byName(Chats.console(config, charts, stop));
    platforms.values().forEach(closing::after);
    web = Web.open(config, storage.database(), chats, platforms.values(), closing);
    engine.start(platforms, closing);
    platforms.values().forEach(platform -> platform.start(inbox));
  }

  /// The port that health, metrics and Slack's requests are served on, where they are: the one that
  /// was found free when the config file says 0.
  OptionalInt httpPort() {
    return web.map(HttpServer::port).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  private static Inbox inbox(
      Storage storage,
      Refresh refresh,
      Families families,
      InstantSource clock,
      ExecutorService threads) {
    var views = storage.views();
    var commands = new ArrayList<Command>();
    commands.add(new QuotaCommand(views, refresh, families));
    commands.add(new QuotaHistoryCommand(views, refresh));
    commands.add(new BudgetCommand(views, new JdbiBudgets(storage.database())));
    commands.add(new HelpCommand(commands.stream().map(Command::grammar).toList()));
    return new CommandInbox(
        List.copyOf(commands), new Completions(views, families, clock, threads), clock);
  }

  @Override
  public void close() {
    closing.close();
  }
}
