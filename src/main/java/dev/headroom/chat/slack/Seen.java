package dev.headroom.chat.slack;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was seen lately: Slack delivers at least once, we answer once.
final class Seen {

  private static final int KEPT = 2000;

  private final Map<String, Boolean> ids =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > KEPT;
        }
      };

  /// Whether this is the first time.
  synchronized boolean isNew(String id) {
    return ids.put(id, true) == null;
  }
}
