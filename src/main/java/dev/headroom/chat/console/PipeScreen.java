package dev.headroom.chat.console;

import dev.headroom.chat.Inbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A pipe: lines in, text out, no prompt. The streams stay open: they are someone else's.
final class PipeScreen implements Screen {

  private static final int WIDTH = 80;

  private final BufferedReader in;
  private final PrintStream out;

  PipeScreen(InputStream in, OutputStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public Optional<String> readLine(Inbox inbox) {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void print(String text) {
    out.println(text);
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public void close() {
    out.flush();
  }
}
