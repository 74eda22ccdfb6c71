package dev.headroom.chat.console;

import dev.headroom.chart.Charts;
import dev.headroom.chat.Delivery;
import dev.headroom.chat.Inbox;
import dev.headroom.chat.Outgoing;
import dev.headroom.chat.Platform;
import dev.headroom.command.Caller;
import dev.headroom.message.Button;
import dev.headroom.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The terminal or pipe that Headroom was started in. Who types there owns the process, so may
/// change anything.
public final class ConsolePlatform implements Platform {

  /// The id of its only channel.
  public static final String CHANNEL = "terminal";

  private static final Logger LOG = LoggerFactory.getLogger(ConsolePlatform.class);
  private static final Set<String> ENDS = Set.of("exit", "quit");

  private final Screen screen;
  private final ConsoleRenderer renderer;
  private final Caller caller;
  private final Runnable onExit;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  /// The buttons of the last answer; only the thread that converses uses it.
  private List<Button> offered = List.of();

  /// How the console shows things.
  ///
  /// @param zone where its reader lives
  /// @param chartFolder where pictures of charts go; the latest twenty are kept
  /// @param user the name kept with changes made here
  public record Settings(ZoneId zone, Path chartFolder, String user) {}

  private ConsolePlatform(
      Screen screen, boolean coloured, Settings settings, Charts charts, Runnable onExit) {
    this.screen = screen;
    this.renderer =
        new ConsoleRenderer(
            new Ink(coloured), settings.zone(), new ChartFiles(settings.chartFolder(), charts));
    this.caller = new Caller("console", CHANNEL, settings.user(), () -> true);
    this.onExit = onExit;
  }

  /// On the process's own input and output, with prompt and colours if both are a terminal, without
  /// colours if `NO_COLOR` is set (https://no-color.org).
  ///
  /// @param onExit runs once, when the person has ended the conversation
  public static ConsolePlatform ofProcess(Settings settings, Charts charts, Runnable onExit) {
    if (!isTerminal()) {
      return ofStreams(System.in, System.out, settings, charts, onExit);
    }
    var noColour = System.getenv().getOrDefault("NO_COLOR", "");
    try {
      var terminal =
          TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build();
      return ofTerminal(terminal, noColour.isEmpty(), settings, charts, onExit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Since JDK 25 it is null again where there is no terminal; the check knows 22 only.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  /// On a pipe: no prompt, no colours; each line is answered before the next one is read.
  public static ConsolePlatform ofStreams(
      InputStream in, OutputStream out, Settings settings, Charts charts, Runnable onExit) {
    return new ConsolePlatform(new PipeScreen(in, out), false, settings, charts, onExit);
  }

  static ConsolePlatform ofTerminal(
      Terminal terminal, boolean coloured, Settings settings, Charts charts, Runnable onExit) {
    var dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
    return new ConsolePlatform(
        new TerminalScreen(terminal), coloured && !dumb, settings, charts, onExit);
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public void start(Inbox inbox) {
    Thread.ofPlatform().daemon().name("console").start(() -> converse(inbox));
  }

  private void converse(Inbox inbox) {
    try {
      var line = screen.readLine(inbox);
      while (line.isPresent() && !ENDS.contains(command(line.get()))) {
        if (!line.get().isBlank()) {
          screen.print(renderer.render(answer(inbox, line.get()), screen.width()));
        }
        line = screen.readLine(inbox);
      }
    } catch (RuntimeException e) {
      if (!closed.get()) {
        LOG.error("platform=console ended reason=\"{}\"", e.toString(), e);
      }
    } finally {
      if (!closed.get()) {
        onExit.run();
      }
    }
  }

  private Message answer(Inbox inbox, String line) {
    var words = line.strip().split("\\s+", 2);
    var arguments = words.length > 1 ? words[1] : "";
    var message =
        isOfferedAsRefresh(command(line), arguments)
            ? inbox.refresh(command(line), arguments, caller)
            : inbox.answer(command(line), arguments, caller);
    offered = message.buttons();
    return message;
  }

  /// Whether the last answer said to type just this for fresh numbers.
  private boolean isOfferedAsRefresh(String command, String arguments) {
    return offered.stream()
        .filter(button -> button.effect() == Button.Effect.REPLACE)
        .anyMatch(it -> it.command().equalsIgnoreCase(command) && it.arguments().equals(arguments));
  }

  /// The first word, with or without its slash.
  private static String command(String line) {
    return line.strip().split("\\s+", 2)[0].replaceFirst("^/", "");
  }

  @Override
  public Delivery deliver(Outgoing outgoing) {
    if (!outgoing.channel().equals(CHANNEL)) {
      return new Delivery.Refused(unknown(outgoing.channel()));
    }
    screen.print(renderer.render(outgoing.message(), screen.width()));
    return new Delivery.Sent(Long.toString(delivered.incrementAndGet()));
  }

  @Override
  public Health health() {
    return new Health(!closed.get(), closed.get() ? "ended" : "on this terminal");
  }

  @Override
  public List<String> inspect(List<String> channels) {
    return channels.stream()
        .filter(channel -> !channel.equals(CHANNEL))
        .map(ConsolePlatform::unknown)
        .toList();
  }

  private static String unknown(String channel) {
    return "console: the only channel is \"console:%s\", was \"console:%s\""
        .formatted(CHANNEL, Plain.of(channel));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      screen.close();
    }
  }
}
