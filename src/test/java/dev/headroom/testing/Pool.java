package dev.headroom.testing;

import dev.headroom.command.Caller;
import dev.headroom.command.Families;
import dev.headroom.command.Invocation;
import dev.headroom.command.QuotaCommand;
import dev.headroom.message.Message;
import dev.headroom.provider.Providers;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A team's accounts that share families of models, seen at [Team#NOW].
public final class Pool {

  /// What the providers on the class path say that they serve.
  public static final Families FAMILIES = new Families(Providers.onClassPath().models());

  private Pool() {}

  public static List<Current> accounts() {
    return List.of(
        account(
            "antigravity",
            "antigravity",
            pool("Gemini models weekly", 30, 100, "gemini-3-pro", "gemini-3-flash"),
            pool("Claude and GPT models weekly", 45, 100, "claude-opus-4.5", "gpt-oss-120b"),
            pool("Claude and GPT models 5h", 60, 3, "claude-opus-4.5", "gpt-oss-120b")),
        account("claude-ada", "claude", window("5h", 12, 2), window("weekly", 40, 70)),
        account("claude-bob", "claude", window("5h", 100, 1), window("weekly", 80, 50)),
        account(
            "claude-cyn",
            "claude",
            window("5h", 40, 4),
            window("weekly Opus", 97, 60).withMembers(List.of("Opus"))),
        Team.failing(
            account("claude-dot", "claude", window("5h", 5, 4)),
            Failure.Kind.AUTH,
            "the provider refused the key (401)"),
        account("codex-ada", "codex", window("5h", 100, 2), window("weekly", 100, 90)),
        account("kimi-eval", "kimi", window("Week", 99, 24)),
        account("router", "openrouter", new Balance("Credits", Money.usd("12.50"), false)),
        account("search", "tavily", window("Credits", 1, 9)));
  }

  public static Current account(String id, String provider, Reading... readings) {
    return Team.read(
        Team.account(id, provider, id, "platform"),
        Duration.ofMinutes(1),
        Report.of(List.of(readings)));
  }

  /// A window of which `used` percent are used and which resets in so many hours.
  public static Quota window(String name, int used, int hours) {
    return Quota.percent(name, BigDecimal.valueOf(used))
        .withResetsAt(Team.NOW.plus(Duration.ofHours(hours)));
  }

  /// The answer to `/quota best FAMILY` about these accounts.
  public static Message best(String family) {
    Refresh unused = scope -> new Refresh.Outcome(0, 0, 0);
    var caller = new Caller("slack", "U0BOB", "bob", () -> false);
    return new QuotaCommand(FakeViews.of(accounts()), unused, FAMILIES)
        .answer(new Invocation("", Map.of("best", family), caller, Team.NOW, false));
  }

  private static Quota pool(String name, int used, int hours, String... members) {
    return window(name, used, hours).withMembers(Stream.of(members).toList());
  }
}
