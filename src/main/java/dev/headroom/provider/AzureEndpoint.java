package dev.headroom.provider;

import dev.headroom.provider.RateLimitHeaders.Window;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a resource tells its own key: whether it is good, and in the headers of a call what is left
/// of a deployment's rate limits. Addresses that end in `/openai/v1` have no versions by date.
///
/// Wire format: https://learn.microsoft.com/azure/ai-services/openai/reference
final class AzureEndpoint {

  static final String KEY = "key";
  static final String ENDPOINT = "endpoint";
  static final String VERSION = "api-version";
  static final String DEPLOYMENTS = "probe-deployments";
  private static final String UNDATED = "/openai/v1";

  private final Access access;
  private final Api api;
  private final Instant now;
  private final URI resource;
  private final boolean dated;

  AzureEndpoint(Access access, Api api, Instant now) {
    var written = access.uri(ENDPOINT).toString();
    this.access = access;
    this.api = api;
    this.now = now;
    this.resource = URI.create(written.replaceFirst("/openai(/v1)?$", ""));
    this.dated = !written.endsWith(UNDATED);
  }

  static Option option() {
    return new Option(
            ENDPOINT,
            Option.Form.URL,
            false,
            Optional.empty(),
            List.of(),
            "a resource's endpoint: https://NAME.openai.azure.com, or with /openai/v1 at its end"
                + " where it takes no api-version")
        .beside(KEY);
  }

  static boolean isGiven(Access access) {
    return access.findSecret(KEY).isPresent() && access.findText(ENDPOINT).isPresent();
  }

  void read(Parts parts) {
    var deployments = access.list(DEPLOYMENTS);
    if (deployments.isEmpty()) {
      parts.read("endpoint", this::check);
    }
    for (var deployment : deployments) {
      parts.add("rate limits of " + deployment, () -> probe(deployment));
    }
  }

  /// Which of the two lists there is depends on the version.
  private List<Json> check() {
    if (!dated) {
      return list(UNDATED + "/models");
    }
    try {
      return list("/openai/models");
    } catch (ApiException e) {
      if (e.failure().kind() != Failure.Kind.NOT_AVAILABLE) {
        throw e;
      }
      return list("/openai/deployments");
    }
  }

  private List<Json> list(String path) {
    return api.send(keyed(Request.get(resource, path))).json().at("data").list();
  }

  /// Requests may be counted in slices of ten seconds, so that their span is not known. Resets are
  /// bare seconds; the Responses API's `-1` means nothing.
  private List<Quota> probe(String deployment) {
    var path =
        dated
            ? "/openai/deployments/" + Request.segment(deployment) + "/chat/completions"
            : UNDATED + "/chat/completions";
    return ChatProbe.read(
        api,
        ChatProbe.request(keyed(Request.post(resource, path)), deployment, "max_completion_tokens"),
        deployment,
        List.of(
            window(deployment, "requests", Optional.empty()),
            window(deployment, "tokens", Optional.of(Duration.ofMinutes(1)))),
        now);
  }

  private static Window window(String deployment, String what, Optional<Duration> length) {
    return new Window(
        deployment + ": " + what + (length.isPresent() ? "/min" : ""),
        what,
        length,
        "x-ratelimit-limit-" + what,
        "x-ratelimit-remaining-" + what,
        "x-ratelimit-reset-" + what);
  }

  private Request keyed(Request request) {
    var versioned = dated ? request.query(VERSION, access.text(VERSION)) : request;
    return versioned.credential("api-key", "", access.secret(KEY));
  }
}
