package dev.headroom.testing;

import dev.headroom.usage.Account;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Snapshot;
import dev.headroom.usage.Spend;
import dev.headroom.usage.Thresholds;
import dev.headroom.usage.Usage;
import dev.headroom.view.Current;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// A team's six accounts on a Saturday afternoon, in every state that matters.
public final class Team {

  public static final Instant NOW = Instant.parse("2026-11-21T13:05:00Z");
  public static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  private Team() {}

  /// All six, by id.
  public static List<Current> accounts() {
    return List.of(anthropic(), deepseek(), gemini(), groq(), mistral(), openai());
  }

  /// Critical, with spend, usage by model, a plan and a balance.
  public static Current openai() {
    return read(
        account("openai-prod", "openai", "OpenAI production", "platform"),
        Duration.ofMinutes(4),
        Report.of(
                List.of(
                    tokens("Tokens a day", "1840000", "2000000", "2026-11-21T15:20:00Z"),
                    Quota.named("Monthly spend", "USD")
                        .withUsed(new BigDecimal("639.67"))
                        .withLimit(new BigDecimal("781"))
                        .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
                    Quota.named("Requests", "requests")
                        .withLimit(new BigDecimal("10000"))
                        .withMembers(List.of("gpt-5.4", "gpt-5.4-mini"))
                        .withWindow(Duration.ofMinutes(1)),
                    new Spend(Period.day(TODAY), Money.usd("15.24")),
                    new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("639.67")),
                    usage("gpt-5.4", 8_466_143, 5_639_979, 470_572, 6_839),
                    usage("gpt-5.4-mini", 120_000, 0, 9_000, 310),
                    new Balance("Prepaid", Money.usd("12.50"), false)))
            .withPlan("Tier 4"));
  }

  /// A warning.
  public static Current anthropic() {
    return read(
        account("anthropic-prod", "anthropic", "Anthropic production", "platform"),
        Duration.ofMinutes(3),
        Report.of(
            List.of(
                Quota.named("Monthly spend", "USD")
                    .withUsed(new BigDecimal("740"))
                    .withLimit(new BigDecimal("1000"))
                    .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
                new Spend(Period.day(TODAY), Money.usd("21.10")),
                new Spend(Period.month(YearMonth.of(2026, 11)), Money.usd("740")))));
  }

  /// Never read: its key is refused.
  public static Current deepseek() {
    return new Current(
        account("deepseek-eval", "deepseek", "DeepSeek evaluation", "research"),
        Optional.empty(),
        Optional.of(Failure.of(Failure.Kind.AUTH, "the provider refused the key (401)")),
        Optional.of(Instant.parse("2026-11-21T09:12:00Z")),
        Optional.of(NOW.plusSeconds(240)));
  }

  /// Fine when it was last read, four hours ago.
  public static Current gemini() {
    return read(
        account("gemini-batch", "gemini", "Gemini batch", "research"),
        Duration.ofHours(4),
        Report.of(
            List.of(
                Quota.named("Requests a day", "requests")
                    .withUsed(new BigDecimal("380"))
                    .withLimit(new BigDecimal("1000"))
                    .withResetsAt(Instant.parse("2026-11-22T08:00:00Z")))));
  }

  /// Exhausted.
  public static Current groq() {
    return read(
        account("groq-free", "groq", "Groq free", "research"),
        Duration.ofMinutes(1),
        Report.of(
            List.of(
                Quota.named("Requests a day", "requests")
                    .withUsed(new BigDecimal("14400"))
                    .withLimit(new BigDecimal("14400"))
                    .withResetsAt(Instant.parse("2026-11-22T00:00:00Z")))));
  }

  /// Fine.
  public static Current mistral() {
    return read(
        account("mistral-dev", "mistral", "Mistral", "platform"),
        Duration.ofMinutes(2),
        Report.of(
            List.of(
                Quota.named("Monthly spend", "USD")
                    .withUsed(new BigDecimal("27.50"))
                    .withLimit(new BigDecimal("50"))
                    .withResetsAt(Instant.parse("2026-12-01T00:00:00Z")),
                new Spend(Period.day(TODAY), Money.usd("0")))));
  }

  public static Account account(String id, String provider, String name, String owner) {
    return new Account(
        id, provider, name, Optional.of(owner), Thresholds.DEFAULT, Duration.ofMinutes(5));
  }

  /// An account that was read `age` ago, without trouble since.
  public static Current read(Account account, Duration age, Report report) {
    return new Current(
        account,
        Optional.of(new Snapshot(account.id(), NOW.minus(age), report)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(NOW.plusSeconds(60)));
  }

  /// An account of which only `readings` are known, one minute old.
  public static Current with(String id, Reading... readings) {
    return read(
        account(id, "acme", "Acme", "platform"),
        Duration.ofMinutes(1),
        Report.of(List.of(readings)));
  }

  /// The same account, whose polls have failed since an hour ago.
  public static Current failing(Current account, Failure.Kind kind, String reason) {
    return new Current(
        account.account(),
        account.last(),
        Optional.of(Failure.of(kind, reason)),
        Optional.of(NOW.minus(Duration.ofHours(1))),
        account.nextPollAt());
  }

  private static Quota tokens(String name, String used, String limit, String resetsAt) {
    return Quota.named(name, "tokens")
        .withUsed(new BigDecimal(used))
        .withLimit(new BigDecimal(limit))
        .withResetsAt(Instant.parse(resetsAt))
        .withWindow(Duration.ofDays(1));
  }

  private static Usage usage(String model, long in, long cached, long out, long requests) {
    return Usage.ofDay(
        TODAY,
        Optional.of(model),
        Optional.of(in),
        Optional.of(cached),
        Optional.of(out),
        Optional.of(requests));
  }
}
