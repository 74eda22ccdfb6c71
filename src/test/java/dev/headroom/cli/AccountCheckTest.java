package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.AccountSetup;
import dev.headroom.config.Config;
import dev.headroom.config.Loaded;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Gap;
import dev.headroom.usage.Report;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AccountCheckTest {

  private final StringWriter errors = new StringWriter();

  @Test
  void readsAccountsSideBySide() {
    var all = new CyclicBarrier(12);

    var findings = check(config(12, 64), account -> together(all));

    assertThat(findings).hasSize(12).allMatch(OnlineCheck.Finding::well);
    assertThat(findings.getLast().subject()).as("in the file's order").isEqualTo("account-11");
    assertThat(errors.toString()).contains("read 11 of 12 accounts", "read 12 of 12 accounts");
  }

  @Test
  void readsNoMoreAtOnceThanTheConfigAllows() {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var pairs = new CyclicBarrier(2);

    check(
        config(6, 2),
        account -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          var report = together(pairs);
          now.decrementAndGet();
          return report;
        });

    assertThat(most).hasValue(2);
  }

  @Test
  void saysWhatIsMissingOfAReadingInPart() {
    var gap = new Gap("usage", Failure.of(Failure.Kind.FORBIDDEN, "not allowed (403)"));
    var report = new Report(Optional.empty(), List.of(), List.of(gap));

    assertThat(check(config(1, 1), account -> report))
        .containsExactly(
            new OnlineCheck.Finding(
                "account-0",
                false,
                List.of(
                    "0 readings",
                    "no usage, missing right: not allowed (403)",
                    "-> The credential itself is good: give it the right, or take one that has it."
                        + " Needed: A key from Acme.")));
  }

  /// Gives a report once so many want one, and only then.
  private static Report together(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
      return Report.of(List.of());
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("nobody else came", e);
    }
  }

  private List<OnlineCheck.Finding> check(Config config, Function<AccountSetup, Report> read) {
    var out = new PrintWriter(errors, true);
    try (var progress = new Progress(out, true, config.accounts().size())) {
      return new AccountCheck(new FakeProgram("").providers())
          .of(config, new FakeTrial(read), progress);
    }
  }

  private static Config config(int accounts, int concurrency) {
    var yaml =
        IntStream.range(0, accounts)
            .mapToObj("  - {id: account-%d, provider: acme, key: k}\n"::formatted)
            .collect(
                Collectors.joining(
                    "", "polling: {concurrency: %d}\naccounts:\n".formatted(concurrency), ""));
    return switch (new FakeProgram(yaml).load(Path.of("test.yaml"))) {
      case Loaded.Ready(var config) -> config;
      case Loaded.Broken(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private record FakeTrial(Function<AccountSetup, Report> answer) implements Trial {
    @Override
    public Report read(AccountSetup account) {
      return answer.apply(account);
    }

    @Override
    public void close() {}
  }
}
