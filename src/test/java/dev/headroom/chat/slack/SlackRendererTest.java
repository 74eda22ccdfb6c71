package dev.headroom.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.slack.api.util.json.GsonFactory;
import dev.headroom.message.Bar;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import dev.headroom.message.Tone;
import dev.headroom.testing.Golden;
import dev.headroom.testing.Messages;
import dev.headroom.testing.Pool;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SlackRendererTest {

  @Test
  void showsWhereHeadroomIs() {
    Golden.matches("SlackRendererTest/best.json", json(SlackRenderer.render(Pool.best("claude"))));
  }

  @Test
  void showsAQuotaAnswer() {
    Golden.matches("SlackRendererTest/quota.json", json(SlackRenderer.render(Messages.quota())));
  }

  @Test
  void showsAnAlert() {
    Golden.matches("SlackRendererTest/alert.json", json(SlackRenderer.render(Messages.alert())));
  }

  @Test
  void showsAChartAsItsFinding() {
    Golden.matches(
        "SlackRendererTest/history.json", json(SlackRenderer.render(Messages.history())));
  }

  @Test
  void saysAFindingOnce() {
    var finding = "$12 in total";
    var chart = new Chart(finding, "USD", Chart.Step.DAY, List.of(), List.of(), Optional.empty());
    var words = new Block.Text(new Prose(List.of()).strong(finding));
    var message = new Message("Cost", Tone.NEUTRAL, List.of(words, chart), List.of());

    assertThat(json(SlackRenderer.render(message))).containsOnlyOnce(finding);
  }

  @Test
  void showsAPictureInTheChartsPlace() {
    var rendered = SlackRenderer.render(Messages.history(), List.of("F0123456789"));

    Golden.matches("SlackRendererTest/history-picture.json", json(rendered));
  }

  @Test
  void showsATable() {
    Golden.matches("SlackRendererTest/table.json", json(SlackRenderer.render(Messages.table())));
  }

  @Test
  void showsAProblemWithoutATitle() {
    Golden.matches(
        "SlackRendererTest/problem.json",
        json(SlackRenderer.render(Message.problem("There is no account \"opnai\"."))));
  }

  @Test
  void neutralisesWhatCouldPingLinkOrFormat() {
    Golden.matches(
        "SlackRendererTest/hostile.json", json(SlackRenderer.render(Messages.hostile())));
  }

  @Test
  void saysWhatItShortened() {
    var paragraph = new Block.Text(Prose.of("&".repeat(5000)));
    var message = new Message("long", Tone.GOOD, List.of(paragraph), List.of());

    var text = sectionText(SlackRenderer.render(message), 0);

    assertThat(text).hasSizeLessThanOrEqualTo(3000).endsWith("&amp; … (shortened)");
  }

  @Test
  void leavesOutWhatDoesNotFitButKeepsTheButtons() {
    var blocks =
        IntStream.range(0, 70).<Block>mapToObj(i -> new Block.Text(Prose.of("line " + i))).toList();
    var button = new Button("Refresh", "quota", "", Button.Effect.REPLACE);

    var rendered = SlackRenderer.render(new Message("many", Tone.NEUTRAL, blocks, List.of(button)));

    assertThat(rendered.blocks()).hasSize(50);
    assertThat(json(rendered))
        .contains("line 47", "Shortened: the rest", "Refresh")
        .doesNotContain("line 48");
  }

  @Test
  void spreadsManyBarsOverSeveralCodeBlocks() {
    var bars = IntStream.range(0, 200).mapToObj(i -> bar("account-" + i)).toList();

    var rendered =
        SlackRenderer.render(
            new Message("bars", Tone.NEUTRAL, List.of(new Block.Bars(bars)), List.of()));

    assertThat(rendered.blocks()).hasSize(3);
    assertThat(json(rendered)).contains("account-0 ", "account-199 ");
  }

  @Property(tries = 200, seed = "8")
  void keepsEveryLimit(@ForAll @Size(max = 60) List<String> texts) {
    var blocks = texts.stream().<Block>map(text -> new Block.Text(Prose.of(text))).toList();

    var rendered = SlackRenderer.render(new Message("any", Tone.CRITICAL, blocks, List.of()));

    assertThat(rendered.blocks()).hasSizeLessThanOrEqualTo(50);
    assertThat(textOf(GSON.toJsonTree(rendered.blocks()))).isLessThanOrEqualTo(12_000);
  }

  private static final com.google.gson.Gson GSON = GsonFactory.createSnakeCase();

  private static Bar bar(String name) {
    return new Bar(name, Optional.of(BigDecimal.TEN), "", Tone.GOOD);
  }

  private static String sectionText(Rendered rendered, int index) {
    return GSON.toJsonTree(rendered.blocks().get(index))
        .getAsJsonObject()
        .getAsJsonObject("text")
        .get("text")
        .getAsString();
  }

  private static int textOf(JsonElement element) {
    return switch (element) {
      case JsonObject object ->
          object.entrySet().stream()
              .mapToInt(entry ->
                  entry.getKey().equals("text")
                          && entry.getValue() instanceof JsonPrimitive primitive
                      ? primitive.getAsString().length()
                      : textOf(entry.getValue()))
              .sum();
      case com.google.gson.JsonArray array ->
          IntStream.range(0, array.size()).map(i -> textOf(array.get(i))).sum();
      default -> 0;
    };
  }

  private static String json(Rendered rendered) {
    var json = new JsonObject();
    json.addProperty("text", rendered.text());
    json.add("blocks", GSON.toJsonTree(rendered.blocks()));
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json);
  }
}
