package dev.headroom.chat.slack;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/// A message as Slack takes it.
///
/// @param text what notifications show; invisible where blocks are shown
record Rendered(String text, List<LayoutBlock> blocks) {

  Rendered {
    blocks = List.copyOf(blocks);
  }

  /// The same without blocks, for when Slack refuses them.
  Rendered plain() {
    return new Rendered(text, List.of());
  }
}
