package dev.headroom;

import dev.headroom.chat.Platform;
import dev.headroom.cli.Program;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.demo.DemoClock;
import dev.headroom.demo.DemoConfig;
import dev.headroom.demo.Simulator;
import dev.headroom.provider.ApiException;
import dev.headroom.provider.Provider;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds every object in flow order, and closes them in reverse.
public final class App implements Program {

  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  private final InstantSource clock;
  private final List<Provider> providers =
      ServiceLoader.load(Provider.class).stream().map(ServiceLoader.Provider::get).toList();

  public App(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Collection<Provider> providers() {
    return providers;
  }

  @Override
  public Loaded load(Path file) {
    return configFile().read(file);
  }

  private ConfigFile configFile() {
    return new ConfigFile(
        providers.stream().map(Provider::profile).toList(),
        name -> Optional.ofNullable(System.getenv(name)),
        clock.instant());
  }

  @Override
  public Report read(AccountSetup account) {
    throw ApiException.of(
        Failure.Kind.NOT_AVAILABLE, "no way out to " + account.account().provider());
  }

  @Override
  public List<Platform> platforms(Config config) {
    return List.of();
  }

  @Override
  public void run(Config config) throws InterruptedException {
    LOG.info("event=started accounts={}", config.accounts().size());
    untilShutdown();
  }

  @Override
  public void demo(Path dataDir) throws IOException, InterruptedException {
    var demoClock = new DemoClock(clock);
    try (var simulator = Simulator.start(demoClock, clock.instant())) {
      var yaml = DemoConfig.yaml(simulator.address(), dataDir);
      switch (configFile().parse("demo", yaml)) {
        case Loaded.Ready(var config) -> run(config);
        case Loaded.Broken(var problems) ->
            throw new IllegalStateException("the demo's config: " + problems);
      }
    }
  }

  private static void untilShutdown() throws InterruptedException {
    var asked = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(asked::countDown, "shutdown"));
    asked.await();
  }
}
