package dev.headroom.chat.slack;

import com.google.gson.Gson;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Blocks as long as they fit in one message. What does not is left out, and a last line says so.
final class Layout {

  private static final Gson GSON = GsonFactory.createSnakeCase();

  /// Slack takes 50; the remark and the buttons need two.
  private static final int BLOCKS = 48;

  /// Slack takes about 12 000 characters in all blocks together, an undocumented number:
  /// https://github.com/slackapi/bolt-js/issues/2509. Counted with the JSON around the words.
  private static final int CHARACTERS = 11_000;

  private static final int LINES = 2600;

  private final List<LayoutBlock> blocks = new ArrayList<>();
  private int characters;
  private boolean full;

  void add(LayoutBlock block) {
    int size = GSON.toJson(block).length();
    if (full || blocks.size() >= BLOCKS || characters + size > CHARACTERS) {
      full = true;
      return;
    }
    characters += size;
    blocks.add(block);
  }

  /// Adds as many blocks as the lines need.
  void addLines(String text, Function<String, LayoutBlock> block) {
    var part = new StringBuilder();
    for (var line : text.lines().toList()) {
      if (!part.isEmpty() && part.length() + line.length() > LINES) {
        add(block.apply(part.toString()));
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : "\n").append(Mrkdwn.cut(line, LINES));
    }
    if (!part.toString().isBlank()) {
      add(block.apply(part.toString()));
    }
  }

  /// Adds a block after the remark that something is missing, whatever its size.
  void close(LayoutBlock last) {
    remark();
    blocks.add(last);
  }

  List<LayoutBlock> blocks() {
    remark();
    return blocks;
  }

  private void remark() {
    if (full) {
      full = false;
      blocks.add(SlackRenderer.context("Shortened: the rest does not fit in one Slack message."));
    }
  }
}
