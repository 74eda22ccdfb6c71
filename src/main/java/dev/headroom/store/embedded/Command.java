package dev.headroom.store.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of a program, waited for.
record Command(int exit, String output) {

  private static final int TIMED_OUT = -1;
  private static final int NOT_FOUND = -2;

  boolean succeeded() {
    return exit == 0;
  }

  /// Runs `program` behind `prefix`. What can't be run is a failed run, not an exception.
  static Command run(List<String> prefix, List<String> program, Duration limit) {
    var words = new ArrayList<>(prefix);
    words.addAll(program);
    try {
      return run(words, limit);
    } catch (IOException e) {
      return new Command(NOT_FOUND, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted while running " + program.getFirst(), e);
    }
  }

  private static Command run(List<String> words, Duration limit)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("headroom-command-", ".out");
    try {
      var process =
          new ProcessBuilder(words)
              .directory(new File("/"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Command(TIMED_OUT, "no end after " + limit.toSeconds() + " s");
      }
      return new Command(
          process.exitValue(),
          new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
    } finally {
      Files.delete(output);
    }
  }
}
