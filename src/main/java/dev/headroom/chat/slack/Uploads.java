package dev.headroom.chat.slack;

import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import com.slack.api.methods.response.files.FilesInfoResponse;
import dev.headroom.message.Chart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Charts as files at Slack: ask for an address, send the bytes, say where they belong.
///
/// The last step is asynchronous: a file can be shown inside a message only once Slack has found
/// out what it is, which [#processed] waits for.
/// https://github.com/slackapi/java-slack-sdk/issues/1349
final class Uploads {

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final String NAME = "chart.png";

  private final SlackApi api;
  private final Function<Chart, byte[]> draw;
  private final Patience patience;

  Uploads(SlackApi api, Function<Chart, byte[]> draw, Patience patience) {
    this.api = api;
    this.draw = draw;
    this.patience = patience;
  }

  /// Shows a chart in a channel, in the thread of a message if one is given.
  Outcome<String> share(Chart chart, String channel, Optional<String> thread) {
    return upload(chart, Optional.of(channel), thread);
  }

  /// Uploads a chart that is nowhere to be seen yet, and waits until a message can show it.
  Outcome<String> hidden(Chart chart) {
    return upload(chart, Optional.empty(), Optional.empty()).then(this::processed);
  }

  private Outcome<String> upload(Chart chart, Optional<String> channel, Optional<String> thread) {
    byte[] png;
    try {
      png = draw.apply(chart);
    } catch (RuntimeException e) {
      LOG.error("slack chart=failed reason=drawing", e);
      return new Outcome.Refused<>("chart_not_drawn");
    }
    var file = patience.call(() -> address(chart, png.length).then(address -> send(address, png)));
    return file.then(id -> patience.call(() -> complete(id, chart, channel, thread)));
  }

  private Outcome<FilesGetUploadURLExternalResponse> address(Chart chart, int length) {
    return api.call(slack ->
        slack.filesGetUploadURLExternal(
            r -> r.filename(NAME).length(length).altTxt(Mrkdwn.cut(chart.alt(), 1000))));
  }

  private Outcome<String> send(FilesGetUploadURLExternalResponse address, byte[] png) {
    var request =
        new Request.Builder().url(address.getUploadUrl()).post(RequestBody.create(png)).build();
    try (var response = api.slack().getHttpClient().getOkHttpClient().newCall(request).execute()) {
      return response.isSuccessful()
          ? new Outcome.Done<>(address.getFileId())
          : SlackApi.busy(response.code(), response.header("Retry-After"));
    } catch (IOException e) {
      return new Outcome.Busy<>(SlackApi.BREATH, SlackApi.unreachable(e));
    }
  }

  private Outcome<String> complete(
      String id, Chart chart, Optional<String> channel, Optional<String> thread) {
    var title = Mrkdwn.cut(chart.alt(), 250);
    var files = List.of(FileDetails.builder().id(id).title(title).build());
    return api.call(slack ->
            slack.filesCompleteUploadExternal(
                r -> r.files(files).channelId(channel.orElse(null)).threadTs(thread.orElse(null))))
        .map(done -> id);
  }

  private Outcome<String> processed(String id) {
    for (int i = 0; i < 20; i++) {
      var info = api.call(slack -> slack.filesInfo(r -> r.file(id)));
      if (info instanceof Outcome.Refused<?>(var code)) {
        return new Outcome.Refused<>(code);
      }
      if (info instanceof Outcome.Done<?>(FilesInfoResponse done)
          && done.getFile().getMimetype() != null
          && !done.getFile().getMimetype().isEmpty()) {
        return new Outcome.Done<>(id);
      }
      if (!Patience.rest(Duration.ofMillis(100L + 50L * i))) {
        break;
      }
    }
    return new Outcome.Busy<>(SlackApi.BREATH, "Slack is still looking at the picture");
  }
}
