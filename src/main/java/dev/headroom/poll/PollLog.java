package dev.headroom.poll;

import dev.headroom.alert.Decision;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines that one poll leaves in the log: one of its own, one for each decision.
final class PollLog {

  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  private final Polled polled;
  private List<Decision> decisions = List.of();
  private boolean late;

  PollLog(Polled polled) {
    this.polled = polled;
  }

  void decisions(List<Decision> made) {
    decisions = List.copyOf(made);
    late = false;
  }

  void late() {
    decisions = List.of();
    late = true;
  }

  void written(Instant due) {
    var account = polled.lease().account();
    if (late) {
      log.info(
          "poll account={} outcome=late reason=\"another poll took over; kept as history\"",
          account);
      return;
    }
    switch (polled) {
      case Polled.Read read ->
          log.info("poll account={} outcome={} next={}", account, read.outcome(), due);
      case Polled.Failed failed ->
          log.warn(
              "poll account={} outcome={} failures={} next={}",
              account,
              failed.outcome(),
              failed.failures(),
              due);
    }
    decisions.forEach(PollLog::decided);
  }

  static void decided(Decision decision) {
    var word = decision.getClass().getSimpleName();
    var key = decision.key().toText();
    switch (decision) {
      case Decision.Speak speak ->
          log.info(
              "alert {} decision={} to={} reason=\"{}\"", key, word, speak.to(), speak.reason());
      case Decision.Edit edit ->
          log.info("alert {} decision={} reason=\"{}\"", key, word, edit.reason());
      case Decision.End end ->
          log.info("alert {} decision={} reason=\"{}\"", key, word, end.reason());
      case Decision.Hold hold when hold.next().isPresent() ->
          log.info("alert {} decision={} reason=\"{}\"", key, word, hold.reason());
      case Decision.Hold hold ->
          log.debug("alert {} decision={} reason=\"{}\"", key, word, hold.reason());
    }
  }
}
