package dev.headroom.chat.slack;

import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings an answer's charts to where the answer is seen.
///
/// A file can't be ephemeral, but a message that one person sees may show a file the bot holds.
/// Where Slack refuses that, the chart goes to the person's direct messages; where that fails too,
/// a sentence says so.
final class Pictures {

  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

  private final SlackApi api;
  private final Uploads uploads;
  private final Patience patience;

  Pictures(SlackApi api, Uploads uploads, Patience patience) {
    this.api = api;
    this.uploads = uploads;
    this.patience = patience;
  }

  /// Shows each chart below a private answer.
  void privately(Message message, Person person, Reply reply) {
    for (var chart : charts(message)) {
      var shown =
          uploads
              .hidden(chart)
              .then(
                  file -> reply.sendExactly(SlackRenderer.picture(chart, file), Reply.As.PRIVATE));
      if (!(shown instanceof Outcome.Done)) {
        LOG.info("slack chart=direct-message reason=\"{}\"", shown.reason());
        directly(chart, person, reply);
      }
    }
  }

  /// Shows the charts inside the message that held the pressed button.
  void inPlace(Message message, Press press, Reply reply) {
    var charts = charts(message);
    if (charts.isEmpty()) {
      return;
    }
    var files = hidden(charts);
    var shown =
        files.then(
            ids -> reply.sendExactly(SlackRenderer.render(message, ids), Reply.As.REPLACEMENT));
    if (shown instanceof Outcome.Done) {
      return;
    }
    LOG.info("slack chart=elsewhere reason=\"{}\"", shown.reason());
    for (var chart : charts) {
      if (press.ephemeral() || press.message().isEmpty()) {
        directly(chart, press.person(), reply);
      } else {
        inThread(chart, press.message().get());
      }
    }
  }

  private Outcome<List<String>> hidden(List<Chart> charts) {
    Outcome<List<String>> files = new Outcome.Done<>(List.of());
    for (var chart : charts) {
      files =
          files.then(ids ->
              uploads
                  .hidden(chart)
                  .map(id -> {
                    var more = new ArrayList<>(ids);
                    more.add(id);
                    return more;
                  }));
    }
    return files;
  }

  private void directly(Chart chart, Person person, Reply reply) {
    var sent =
        patience
            .call(() ->
                api.call(slack -> slack.conversationsOpen(r -> r.users(List.of(person.id())))))
            .then(opened -> uploads.share(chart, opened.getChannel().getId(), Optional.empty()));
    var words =
        sent instanceof Outcome.Done
            ? "The chart is in your direct messages with this app."
            : "The chart could not be shown; the numbers above stand.";
    if (!(sent instanceof Outcome.Done)) {
      LOG.warn("slack chart=failed reason=\"{}\"", sent.reason());
    }
    var told = reply.send(SlackRenderer.sentence(words), Reply.As.PRIVATE);
    if (!(told instanceof Outcome.Done)) {
      LOG.warn("slack chart=untold reason=\"{}\"", told.reason());
    }
  }

  private void inThread(Chart chart, Place place) {
    var shared = uploads.share(chart, place.channel(), Optional.of(place.ts()));
    if (!(shared instanceof Outcome.Done)) {
      LOG.warn("slack chart=failed channel={} reason=\"{}\"", place.channel(), shared.reason());
    }
  }

  private static List<Chart> charts(Message message) {
    return message.blocks().stream()
        .filter(Chart.class::isInstance)
        .map(Chart.class::cast)
        .toList();
  }
}
