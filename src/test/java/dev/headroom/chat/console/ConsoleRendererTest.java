package dev.headroom.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.chart.ChartSamples;
import dev.headroom.chart.Charts;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Button.Effect;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.testing.Golden;
import dev.headroom.testing.Messages;
import dev.headroom.testing.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsoleRendererTest {

  private static final Charts CHARTS = new Charts();

  @TempDir private Path folder;

  @Test
  void showsWhereHeadroomIs() {
    Golden.matches("ConsoleRendererTest/best.txt", render(false, Pool.best("claude"), 80));
  }

  @Test
  void showsAQuotaAnswer() {
    Golden.matches("ConsoleRendererTest/quota.txt", render(false, Messages.quota(), 80));
  }

  @Test
  void showsAnAlert() {
    Golden.matches("ConsoleRendererTest/alert.txt", render(false, Messages.alert(), 80));
  }

  @Test
  void showsATable() {
    Golden.matches("ConsoleRendererTest/table.txt", render(false, Messages.table(), 80));
  }

  @Test
  void keepsLineEndsBetweenStyledWords() {
    var lines = Prose.of("first ").strong("account").words("\n").words("second ").strong("one");
    var message = new Message("two", Tone.NEUTRAL, List.of(new Block.Text(lines)), List.of());

    assertThat(render(false, message, 80)).isEqualTo("first account\nsecond one\n");
  }

  @Test
  void coloursWhatItRenders() {
    Golden.matches(
        "ConsoleRendererTest/quota.ansi.txt",
        render(true, Messages.quota(), 80).replace('\u001b', '␛'));
  }

  @Test
  void drawsSharesOverTimeWithTheirLimit() {
    Golden.matches(
        "ConsoleRendererTest/percent.txt",
        render(false, ChartSamples.limited(ChartSamples.percentBars(), "90"), 80));
  }

  @Test
  void drawsWhatLayersComeTo() {
    Golden.matches("ConsoleRendererTest/stack.txt", render(false, ChartSamples.stack(), 80));
  }

  @Test
  void drawsTheLatestSlotsInANarrowTerminal() {
    Golden.matches("ConsoleRendererTest/narrow.txt", render(false, ChartSamples.stack(), 30));
  }

  @Test
  void letsNoTextCommandTheTerminal() {
    var evil = "\u001b]0;owned\u0007\u009b2J\u202Edesrever\nnext";

    var text =
        new ConsoleRenderer(new Ink(false), ZoneId.of("UTC"), files())
            .render(
                new Message(
                    "x",
                    Tone.NEUTRAL,
                    List.of(
                        new Block.Title(evil),
                        new Block.Text(Prose.of(evil).code(evil).strong(evil)),
                        new Block.Bars(List.of(Messages.bar(evil, "50", Tone.GOOD))),
                        new Block.Table(List.of(evil), List.of(List.of(evil)))),
                    List.of(new Button(evil, evil, evil, Effect.REPLY))),
                80);

    assertThat(text).doesNotContain("\u001b", "\u0007", "\u009b", "\u202E").contains("owned");
  }

  @Test
  void prefixesAMessageWithoutTitleByItsTone() {
    assertThat(
            new ConsoleRenderer(new Ink(false), ZoneId.of("UTC"), files())
                .render(Message.problem("There is no account \"x\"."), 80))
        .isEqualTo("🟡 There is no account \"x\".\n");
  }

  @Test
  void keepsTheLatestPictures() throws IOException {
    var files = files();
    for (int i = 0; i < 22; i++) {
      files.write(ChartSamples.percentBars());
    }

    try (var kept = Files.list(folder)) {
      assertThat(kept.map(file -> file.getFileName().toString()).sorted().toList())
          .hasSize(20)
          .startsWith("chart-0003.png")
          .endsWith("chart-0022.png");
    }
  }

  @Test
  void showsTheTextWhenThePictureCannotBeWritten() throws IOException {
    var blocked = Files.writeString(folder.resolve("file"), "in the way");

    var text =
        new ConsoleRenderer(new Ink(false), ZoneId.of("UTC"), new ChartFiles(blocked, CHARTS))
            .render(message(ChartSamples.percentBars()), 80);

    assertThat(text).contains("└──").contains("picture: could not be written");
  }

  private static Message message(Chart chart) {
    return new Message("a chart", Tone.NEUTRAL, List.of(chart), List.of());
  }

  private String render(boolean coloured, Chart chart, int width) {
    return render(coloured, message(chart), width);
  }

  private String render(boolean coloured, Message message, int width) {
    return new ConsoleRenderer(new Ink(coloured), ZoneId.of("Europe/Berlin"), files())
        .render(message, width)
        .replace(folder.toAbsolutePath().toString(), "FOLDER");
  }

  private ChartFiles files() {
    return new ChartFiles(folder, CHARTS);
  }
}
