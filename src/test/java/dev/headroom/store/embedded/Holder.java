package dev.headroom.store.embedded;

import java.io.IOException;
import java.nio.file.Path;

/// A program that starts the embedded PostgreSQL and waits to be killed.
final class Holder {

  private Holder() {}

  public static void main(String[] arguments) throws IOException {
    var postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
    System.out.println("holding " + postgres.pid());
    System.in.read();
  }
}
