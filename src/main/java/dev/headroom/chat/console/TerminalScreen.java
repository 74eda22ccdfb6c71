package dev.headroom.chat.console;

import dev.headroom.chat.Inbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// A terminal with a prompt, history, and completion.
final class TerminalScreen implements Screen {

  private static final String PROMPT = "headroom> ";
  private static final int USUAL_WIDTH = 80;

  private final Terminal terminal;
  private volatile @Nullable LineReader reader;

  TerminalScreen(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Optional<String> readLine(Inbox inbox) {
    var typing = reader(inbox);
    while (true) {
      try {
        return Optional.of(typing.readLine(PROMPT));
      } catch (UserInterruptException e) {
        // Ctrl-C drops what was typed; with nothing typed, it ends.
        if (e.getPartialLine().isBlank()) {
          return Optional.empty();
        }
      } catch (EndOfFileException e) {
        return Optional.empty();
      }
    }
  }

  private LineReader reader(Inbox inbox) {
    var known = reader;
    if (known != null) {
      return known;
    }
    var made =
        LineReaderBuilder.builder()
            .appName("headroom")
            .terminal(terminal)
            .completer(new CommandCompleter(inbox))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    reader = made;
    return made;
  }

  @Override
  public void print(String text) {
    var typing = reader;
    if (typing != null) {
      typing.printAbove(text + "\n");
    } else {
      terminal.writer().println(text);
      terminal.writer().flush();
    }
  }

  @Override
  public int width() {
    int columns = terminal.getSize().getColumns();
    return columns > 0 ? columns : USUAL_WIDTH;
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
