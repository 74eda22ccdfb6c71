package dev.headroom;

import dev.headroom.chart.Charts;
import dev.headroom.chart.Fonts;
import dev.headroom.chat.Platform;
import dev.headroom.cli.LoginResult;
import dev.headroom.cli.Program;
import dev.headroom.cli.Readings;
import dev.headroom.cli.Trial;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.demo.DemoClock;
import dev.headroom.demo.DemoConfig;
import dev.headroom.demo.Simulator;
import dev.headroom.provider.Http;
import dev.headroom.provider.Login;
import dev.headroom.provider.Logins;
import dev.headroom.provider.Person;
import dev.headroom.provider.Provider;
import dev.headroom.provider.Providers;
import dev.headroom.secret.Secret;
import dev.headroom.secret.Vault;
import dev.headroom.store.Database;
import dev.headroom.store.JdbiLogins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// What the commands of the command line do their work with.
public final class App implements Program {

  private final InstantSource clock;
  private final Consumer<String> say;
  private final Providers providers = Providers.onClassPath();

  /// @param say shows a line to whoever started the program
  public App(InstantSource clock, Consumer<String> say) {
    this.clock = clock;
    this.say = say;
    Fonts.prepare();
  }

  @Override
  public Collection<Provider> providers() {
    return providers.all();
  }

  @Override
  public Loaded load(Path file) {
    return configFile().read(file);
  }

  @Override
  public Trial trial(Config config) {
    return VendorTrial.open(config, providers, masterKey(), clock);
  }

  @Override
  public LoginResult login(Config config, AccountSetup account, Login login, Person person)
      throws InterruptedException {
    var http = http(clock, Logins.refusing("it is only being made"));
    var provider = providers.find(account.account().provider()).orElseThrow();
    return new LoginDesk(config, masterKey(), http, clock).logIn(provider, account, login, person);
  }

  @Override
  public List<Platform> platforms(Config config) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    return Chats.of(config, new Charts(), threads, clock).all();
  }

  @Override
  public Readings readings(Config config) {
    return new Visit(
        config, database -> vendors(config, http(clock, logins(database)), clock), clock);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public boolean isWatched() {
    return StandardError.isTerminal();
  }

  @Override
  public void run(Config config) throws InterruptedException {
    var stop = new Stop();
    try (var closing = new Closing()) {
      var storage = Storage.open(config, clock, closing);
      var vendors = vendors(config, http(clock, logins(storage.database())), clock);
      try (var _ = Service.start(config, storage, vendors, clock, stop::ask, closing)) {
        stop.await();
      }
    } finally {
      stop.done();
    }
  }

  @Override
  public void demo(Path dataDir) throws IOException, InterruptedException {
    var stop = new Stop();
    var demoClock = new DemoClock(clock);
    try (var simulator = Simulator.start(demoClock, clock.instant());
        var closing = new Closing()) {
      var config = demoConfig(simulator, dataDir);
      say.accept("Headroom demo: simulated vendors, an embedded PostgreSQL in " + dataDir + ".");
      var storage = Storage.open(config, clock, closing);
      prepare(config, storage, demoClock);
      var vendors = vendors(config, http(clock, logins(storage.database())), clock);
      say.accept("Ready. Type /help, /quota, /quota-history or /budget list; exit ends it.");
      try (var _ = Service.start(config, storage, vendors, clock, stop::ask, closing)) {
        stop.await();
      }
    } finally {
      stop.done();
    }
  }

  private void prepare(Config config, Storage storage, DemoClock demoClock) {
    var vendors = vendors(config, http(demoClock, logins(storage.database())), demoClock);
    var demo = new Demo(config, storage, vendors, demoClock);
    if (!demo.hasHistory()) {
      say.accept("Making thirty days of demo history, once. It takes a moment.");
      demo.makeHistory(clock.instant(), percent -> say.accept("  " + percent + " %"));
    }
    demo.readNow(clock.instant());
  }

  private Config demoConfig(Simulator simulator, Path dataDir) {
    var yaml = DemoConfig.yaml(simulator.address(), dataDir);
    return switch (configFile().parse("demo", yaml)) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) ->
          throw new IllegalStateException("the demo's config: " + problems);
    };
  }

  private ConfigFile configFile() {
    return new ConfigFile(
        providers.all().stream().map(Provider::profile).toList(),
        name -> Optional.ofNullable(System.getenv(name)),
        clock.instant());
  }

  private Vendors vendors(Config config, Http http, InstantSource time) {
    return new Vendors(providers, http, config.polling().timeout(), time);
  }

  private static Http http(InstantSource time, Logins logins) {
    return new Http(Version.ofThis(), time, logins);
  }

  private static Logins logins(Database database) {
    return masterKey()
        .<Logins>map(key -> new JdbiLogins(database, Vault.open(key)))
        .orElseGet(() -> Logins.refusing("Headroom can't keep its login; " + Vault.HOW_TO));
  }

  private static Optional<Secret> masterKey() {
    return Optional.ofNullable(System.getenv("HEADROOM_MASTER_KEY"))
        .filter(key -> !key.isBlank())
        .map(Secret::new);
  }
}
