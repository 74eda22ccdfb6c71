package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One-token chat completions at vendors that took over OpenAI's API and tell limits only in the
/// headers of an answer, for each model by itself.
final class ChatProbe {

  /// The key that names the models to call.
  static final String OPTION = "probe-models";

  private ChatProbe() {}

  static Option option() {
    return Option.list(
            OPTION,
            "read the rate limits of these models by a 1-token call to each, every 15 minutes at most")
        .spending("a few tokens for each of them every 15 minutes");
  }

  /// A call to `model`.
  ///
  /// @param cap what the vendor calls the most tokens of an answer
  static Request request(Request to, String model, String cap) {
    return to.json(
            Json.write(
                Map.of(
                    "model",
                    model,
                    cap,
                    1,
                    "messages",
                    List.of(Map.of("role", "user", "content", "hi")))))
        .asProbe()
        .keptFor(Probe.PAUSE);
  }

  /// The windows of one model that the answer to `request` tells.
  ///
  /// @throws ApiException unreadable, when there are none
  static List<Quota> read(
      Api api, Request request, String model, List<RateLimitHeaders.Window> windows, Instant now) {
    return of(model, Probe.read(api, request, windows, now));
  }

  /// `quotas` as those of one model.
  static List<Quota> of(String model, List<Quota> quotas) {
    return quotas.stream().map(quota -> quota.withMembers(List.of(model))).toList();
  }
}
