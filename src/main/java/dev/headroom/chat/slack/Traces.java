package dev.headroom.chat.slack;

import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import dev.headroom.chat.Outgoing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks whether a message arrived although nobody told us: by its key, in the channel's last day.
final class Traces {

  private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
  private static final Duration BACK = Duration.ofDays(1);
  private static final int PAGES = 5;
  private static final int PAGE = 200;

  private final SlackApi api;
  private final InstantSource clock;

  Traces(SlackApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /// Where it stands; empty when it is not there, or when the bot may not read the channel.
  Outcome<Optional<Place>> find(Outgoing outgoing) {
    var cursor = "";
    for (int i = 0; i < PAGES; i++) {
      switch (page(outgoing.channel(), cursor)) {
        case Outcome.Done<ConversationsHistoryResponse>(var history) -> {
          var found = find(history, outgoing);
          if (found.isPresent() || !history.isHasMore()) {
            return new Outcome.Done<>(found);
          }
          cursor = history.getResponseMetadata().getNextCursor();
        }
        case Outcome.Busy<ConversationsHistoryResponse>(var pause, var reason) -> {
          return new Outcome.Busy<>(pause, reason);
        }
        case Outcome.Refused<ConversationsHistoryResponse>(var code) -> {
          LOG.warn("slack lookup=refused channel={} reason={}", outgoing.channel(), code);
          return new Outcome.Done<>(Optional.empty());
        }
      }
    }
    return new Outcome.Done<>(Optional.empty());
  }

  private Outcome<ConversationsHistoryResponse> page(String channel, String cursor) {
    var oldest = String.valueOf(clock.instant().minus(BACK).getEpochSecond());
    return api.call(slack ->
        slack.conversationsHistory(r ->
            r.channel(channel)
                .oldest(oldest)
                .limit(PAGE)
                .cursor(cursor.isEmpty() ? null : cursor)
                .includeAllMetadata(true)));
  }

  private static Optional<Place> find(ConversationsHistoryResponse history, Outgoing outgoing) {
    return history.getMessages().stream()
        .filter(message ->
            message.getMetadata() != null
                && Poster.EVENT.equals(message.getMetadata().getEventType())
                && message.getMetadata().getEventPayload() != null
                && outgoing.key().equals(message.getMetadata().getEventPayload().get(Poster.KEY)))
        .map(message -> new Place(outgoing.channel(), message.getTs()))
        .findFirst();
  }
}
