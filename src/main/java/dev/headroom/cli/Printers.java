package dev.headroom.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints, which picocli sets before it calls it.
final class Printers {

  private Printers() {}

  static PrintWriter answers(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "picocli injects it").commandLine().getOut();
  }

  static PrintWriter errors(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "picocli injects it").commandLine().getErr();
  }
}
