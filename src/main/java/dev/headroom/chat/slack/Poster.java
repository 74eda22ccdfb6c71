package dev.headroom.chat.slack;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message.Metadata;
import dev.headroom.chat.Delivery;
import dev.headroom.chat.Outgoing;
import dev.headroom.message.Block;
import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages that the bot posts by itself. Each carries its key as metadata, by which a message
/// whose outcome was unknown is found again.
final class Poster {

  private static final Logger LOG = LoggerFactory.getLogger(Poster.class);
  private static final Set<String> GONE =
      Set.of("message_not_found", "cant_update_message", "edit_window_closed");

  static final String EVENT = "headroom_message";
  static final String KEY = "key";

  private final SlackApi api;
  private final Uploads uploads;
  private final Traces traces;

  Poster(SlackApi api, Uploads uploads, Traces traces) {
    this.api = api;
    this.uploads = uploads;
    this.traces = traces;
  }

  Delivery deliver(Outgoing outgoing) {
    var delivered = outgoing.edits().map(place -> edit(Place.of(place), outgoing));
    return switch (delivered.orElseGet(() -> post(outgoing))) {
      case Outcome.Done<Place>(var place) -> new Delivery.Sent(place.reference());
      case Outcome.Busy<Place>(var pause, var reason) -> new Delivery.Later(pause, reason);
      case Outcome.Refused<Place>(var code) -> new Delivery.Refused(Refusals.sentence(code));
    };
  }

  /// A message that is gone or too old to be edited is followed by a new one: an end must be seen.
  private Outcome<Place> edit(Place place, Outgoing outgoing) {
    var message = SlackRenderer.render(outgoing.message());
    var edited = update(place, outgoing, message);
    if (!(edited instanceof Outcome.Refused<Place>(String code))) {
      return edited;
    }
    if (GONE.contains(code)) {
      return post(outgoing);
    }
    return isTooMuch(code) ? update(place, outgoing, message.plain()) : edited;
  }

  private Outcome<Place> update(Place place, Outgoing outgoing, Rendered message) {
    return api.call(slack ->
            slack.chatUpdate(r ->
                r.channel(place.channel())
                    .ts(place.ts())
                    .text(message.text())
                    .blocks(message.blocks())
                    .metadata(metadata(outgoing))
                    .linkNames(false)
                    .parse("none")))
        .map(done -> place);
  }

  private Outcome<Place> post(Outgoing outgoing) {
    var earlier = outgoing.retried() ? traces.find(outgoing) : unseen();
    return earlier.then(
        place -> place.<Outcome<Place>>map(Outcome.Done::new).orElseGet(() -> postNow(outgoing)));
  }

  private static Outcome<Optional<Place>> unseen() {
    return new Outcome.Done<>(Optional.empty());
  }

  private Outcome<Place> postNow(Outgoing outgoing) {
    var message = SlackRenderer.render(outgoing.message());
    var posted = post(outgoing, message);
    if (posted instanceof Outcome.Refused<?>(var code) && isTooMuch(code)) {
      LOG.error("slack delivery=plain key={} reason={}", outgoing.key(), code);
      posted = post(outgoing, message.plain());
    }
    var place = posted.map(done -> new Place(done.getChannel(), done.getTs()));
    if (place instanceof Outcome.Done<Place>(var where)) {
      charts(outgoing.message(), where);
    }
    return place;
  }

  private Outcome<ChatPostMessageResponse> post(Outgoing outgoing, Rendered message) {
    return api.call(slack ->
        slack.chatPostMessage(r ->
            r.channel(outgoing.channel())
                .text(message.text())
                .blocks(message.blocks())
                .metadata(metadata(outgoing))
                .unfurlLinks(false)
                .unfurlMedia(false)
                .linkNames(false)
                .parse("none")));
  }

  private static Metadata metadata(Outgoing outgoing) {
    return Metadata.builder().eventType(EVENT).eventPayload(Map.of(KEY, outgoing.key())).build();
  }

  private static boolean isTooMuch(String code) {
    return code.startsWith("invalid_blocks") || code.equals("msg_blocks_too_long");
  }

  /// The text stands already: a chart that fails is only logged.
  private void charts(Message message, Place place) {
    for (Block block : message.blocks()) {
      if (block instanceof Chart chart) {
        var shared = uploads.share(chart, place.channel(), Optional.of(place.ts()));
        if (!(shared instanceof Outcome.Done)) {
          LOG.warn("slack chart=failed channel={} reason=\"{}\"", place.channel(), shared.reason());
        }
      }
    }
  }
}
