package dev.headroom.cli;

import dev.headroom.chat.Delivery;
import dev.headroom.chat.Inbox;
import dev.headroom.chat.Outgoing;
import dev.headroom.chat.Platform;
import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.ConfigFile;
import dev.headroom.config.Loaded;
import dev.headroom.provider.Access;
import dev.headroom.provider.Api;
import dev.headroom.provider.ApiException;
import dev.headroom.provider.Login;
import dev.headroom.provider.OAuth;
import dev.headroom.provider.Option;
import dev.headroom.provider.Person;
import dev.headroom.provider.Profile;
import dev.headroom.provider.Provider;
import dev.headroom.testing.Team;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Report;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A program that does nothing but remember what it was asked.
final class FakeProgram implements Program {

  final List<String> asked = new CopyOnWriteArrayList<>();
  private final String yaml;
  private final List<Current> stored;
  private final Map<String, Refresh.Outcome> outcomes = new ConcurrentHashMap<>();
  private boolean watched;

  FakeProgram(String yaml) {
    this(yaml, List.of());
  }

  /// @param stored what earlier polls left
  FakeProgram(String yaml, List<Current> stored) {
    this.yaml = yaml;
    this.stored = stored;
  }

  /// @param outcome what comes of refreshing `account`
  FakeProgram with(String account, Refresh.Outcome outcome) {
    outcomes.put(account, outcome);
    return this;
  }

  FakeProgram watched() {
    watched = true;
    return this;
  }

  @Override
  public Collection<Provider> providers() {
    return List.of(new Acme(), new Club());
  }

  @Override
  public Loaded load(Path file) {
    asked.add("load " + file);
    return new ConfigFile(profiles(), _ -> Optional.empty(), Instant.EPOCH)
        .parse(file.toString(), yaml);
  }

  private List<Profile> profiles() {
    return providers().stream().map(Provider::profile).toList();
  }

  @Override
  public Trial trial(Config config) {
    return new Trial() {
      @Override
      public Report read(AccountSetup account) {
        return FakeProgram.read(account.account().id());
      }

      @Override
      public void close() {
        asked.add("close trial");
      }
    };
  }

  private static Report read(String account) {
    if (account.equals("expired")) {
      throw ApiException.of(Failure.Kind.AUTH, "not logged in; make a login");
    }
    return Report.of(List.of());
  }

  @Override
  public LoginResult login(Config config, AccountSetup account, Login login, Person person) {
    var pasted = person.ask("Paste it:");
    asked.add("login " + account.account().id() + " " + pasted.orElse("nothing"));
    return switch (pasted.orElse("")) {
      case "" -> throw ApiException.of(Failure.Kind.AUTH, "nothing was pasted");
      case "later" -> new LoginResult.Impossible("a login is kept encrypted; set a key");
      case "anonymous" -> new LoginResult.Made(Optional.empty());
      default -> new LoginResult.Made(Optional.of("ada@example.com, Plus"));
    };
  }

  @Override
  public Readings readings(Config config) {
    return new Readings() {
      @Override
      public List<Current> last() {
        return stored;
      }

      @Override
      public Refresh.Outcome refresh(String account) {
        asked.add("refresh " + account);
        return outcomes.getOrDefault(account, new Refresh.Outcome(1, 0, 0));
      }

      @Override
      public void close() {
        asked.add("close readings");
      }
    };
  }

  @Override
  public Instant now() {
    return Team.NOW;
  }

  @Override
  public boolean isWatched() {
    return watched;
  }

  @Override
  public List<Platform> platforms(Config config) {
    return config.slack().isPresent() ? List.of(new Chat()) : List.of();
  }

  @Override
  public void run(Config config) {
    asked.add("run");
  }

  @Override
  public void demo(Path dataDir) {
    asked.add("demo " + dataDir);
    throw new IllegalStateException("the data directory is locked");
  }

  private record Acme() implements Provider {
    @Override
    public Profile profile() {
      return new Profile(
          "acme",
          "Acme AI",
          "A key from Acme.",
          List.of(
              Option.secret("key", "the key"),
              Option.text("probe", "the model to call").spending("two tokens")),
          Set.of(),
          Duration.ofHours(6),
          "one token",
          true);
    }

    @Override
    public Report poll(Access access, Api api, Instant now) {
      throw new IllegalStateException("nobody polls here");
    }
  }

  /// A vendor whose accounts people log in.
  private record Club() implements Provider {
    @Override
    public Profile profile() {
      return new Profile(
          "club",
          "Club",
          "A login made by headroom login.",
          OAuth.options("the Club CLI"),
          Set.of(),
          Duration.ofHours(6),
          "free",
          false);
    }

    @Override
    public Optional<Login> login(Access access) {
      var address = URI.create("https://club.example");
      return Optional.of(new Login.DeviceCode(address, address, "id", "read"));
    }

    @Override
    public Report poll(Access access, Api api, Instant now) {
      throw new IllegalStateException("nobody polls here");
    }
  }

  private record Chat() implements Platform {
    @Override
    public String name() {
      return "slack";
    }

    @Override
    public void start(Inbox inbox) {
      throw new IllegalStateException("nobody starts here");
    }

    @Override
    public Delivery deliver(Outgoing outgoing) {
      throw new IllegalStateException("nobody delivers here");
    }

    @Override
    public Health health() {
      return new Health(true, "connected");
    }

    @Override
    public List<String> inspect(List<String> channels) {
      return channels.stream().map(id -> "channel " + id + ": invite the bot").toList();
    }

    @Override
    public void close() {}
  }
}
