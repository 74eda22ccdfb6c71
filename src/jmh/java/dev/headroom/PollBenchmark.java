package dev.headroom;

import dev.headroom.config.AccountSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Polls a second of 10,000 accounts: by the whole program, from the claim to the transaction in
/// PostgreSQL; by the adapters alone; and the same requests by a bare OkHttp client. 16 requests
/// are under way at once, as the program allows to one host. The vendor is a process of its own,
/// and so is the database; both are on the same machine.
///
/// With `deepseek` a poll is one request, with `openrouter` three, and a fourth once an hour.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(PollBenchmark.ACCOUNTS)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PollBenchmark {

  static final int ACCOUNTS = 10_000;

  private static final int AT_ONCE = 16;
  private static final Map<String, List<String>> PATHS =
      Map.of(
          "deepseek", List.of("/user/balance"), "openrouter", List.of("/key", "/credits", "/keys"));

  @Param({"deepseek", "openrouter"})
  private String provider = "deepseek";

  private final OkHttpClient client = new OkHttpClient();
  private final Footprint footprint = new Footprint();
  private VendorStub vendor;
  private ManyAccounts accounts;

  @Setup
  public void open() throws IOException {
    vendor = VendorStub.start();
    accounts = new ManyAccounts(provider, ACCOUNTS, vendor.url());
  }

  @TearDown
  public void close() {
    System.out.println(footprint);
    accounts.close();
    vendor.close();
  }

  @Setup(Level.Invocation)
  public void begin() {
    footprint.begin();
  }

  @TearDown(Level.Invocation)
  public void end() {
    footprint.end(ACCOUNTS);
  }

  /// The program, running.
  @State(Scope.Benchmark)
  public static class Program {
    private Service service;

    @Setup
    public void start(PollBenchmark benchmark) {
      service = benchmark.accounts.start();
    }

    @TearDown
    public void stop() {
      service.close();
    }
  }

  @Benchmark
  public void program(Program program) {
    Objects.requireNonNull(program.service);
    accounts.pollAll();
  }

  @Benchmark
  public void adapters() {
    var vendors = accounts.vendors();
    accounts.makeDue();
    forEach(vendors::read);
  }

  @Benchmark
  public void bareClient() {
    var paths = Objects.requireNonNull(PATHS.get(provider));
    forEach(setup -> paths.forEach(path -> get(path, setup)));
  }

  private void get(String path, AccountSetup setup) {
    var request =
        new Request.Builder()
            .url(vendor.url() + path)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + setup.access().secret("key").value())
            .build();
    try (var response = client.newCall(request).execute()) {
      if (response.body().string().isEmpty()) {
        throw new IllegalStateException("nothing at " + path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forEach(Consumer<AccountSetup> work) {
    var slots = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var setup : accounts.setups()) {
        slots.acquireUninterruptibly();
        threads.execute(() -> {
          try {
            work.accept(setup);
          } finally {
            slots.release();
          }
        });
      }
    }
  }
}
