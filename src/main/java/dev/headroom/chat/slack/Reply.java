package dev.headroom.chat.slack;

import com.google.gson.Gson;
import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.WebhookResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `response_url`: an address to answer one person or the channel at, whether the bot is in it or
/// not. Slack takes five uses within thirty minutes.
final class Reply {

  /// What an answer becomes.
  enum As {
    /// A message of its own that one person sees.
    PRIVATE,
    /// A message of its own that everyone in the channel sees.
    PUBLIC,
    /// The message that held the pressed button.
    REPLACEMENT
  }

  private static final int USES = 5;
  private static final Pattern CODE = Pattern.compile("[a-z]+_[a-z_]+");
  private static final Gson GSON = GsonFactory.createSnakeCase();

  private final Slack slack;
  private final String url;
  private final Patience patience;
  private int uses;

  Reply(Slack slack, String url, Patience patience) {
    this.slack = slack;
    this.url = url;
    this.patience = patience;
  }

  /// Sends an answer; its words alone when Slack refuses its blocks.
  Outcome<String> send(Rendered message, As as) {
    var outcome = sendExactly(message, as);
    return outcome instanceof Outcome.Refused<String>(var code) && code.startsWith("invalid_blocks")
        ? sendExactly(message.plain(), as)
        : outcome;
  }

  /// Sends an answer as it is.
  Outcome<String> sendExactly(Rendered message, As as) {
    var body =
        ActionResponse.builder()
            .text(message.text())
            .blocks(message.blocks().isEmpty() ? null : message.blocks())
            .responseType(as == As.PUBLIC ? "in_channel" : "ephemeral")
            .replaceOriginal(as == As.REPLACEMENT)
            .build();
    return patience.call(() -> post(GSON.toJson(body)));
  }

  private Outcome<String> post(String json) {
    if (uses >= USES) {
      return new Outcome.Refused<>("used_url");
    }
    uses++;
    try {
      return outcome(slack.send(url, json));
    } catch (IOException e) {
      return new Outcome.Busy<>(SlackApi.BREATH, SlackApi.unreachable(e));
    }
  }

  /// Slack answers `ok`, or 404 with `{"ok": false, "error": …}`.
  private static Outcome<String> outcome(WebhookResponse response) {
    int status = response.getCode();
    var body = Optional.ofNullable(response.getBody()).orElse("");
    if (status == 429 || status >= 500) {
      return SlackApi.busy(status, retryAfter(response.getHeaders()));
    }
    return status == 200 && !body.contains("\"ok\":false")
        ? new Outcome.Done<>("ok")
        : new Outcome.Refused<>(code(body));
  }

  private static @Nullable String retryAfter(Map<String, List<String>> headers) {
    var values = headers.get("retry-after");
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  private static String code(String body) {
    var error = CODE.matcher(body);
    return error.find() ? error.group() : "response_url_refused";
  }
}
