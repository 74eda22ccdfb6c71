package dev.headroom.chat.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one way to Slack's Web API: every call ends as an [Outcome], none throws.
final class SlackApi {

  static final Duration BREATH = Duration.ofSeconds(5);

  private final Slack slack;
  private final MethodsClient bot;

  SlackApi(SlackSettings settings) {
    var config = config(settings);
    slack = Slack.getInstance(config, once(config));
    bot = slack.methods(settings.botToken().value());
  }

  private static SlackConfig config(SlackSettings settings) {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(settings.methodsPrefix());
    // Statistics would ask auth.test by themselves, inside our three seconds.
    config.setStatsEnabled(false);
    config.setHttpClientReadTimeoutMillis(10_000);
    config.setHttpClientWriteTimeoutMillis(10_000);
    config.setHttpClientCallTimeoutMillis(20_000);
    if (settings.isLoopback()) {
      config.setProxyUrl(null);
    }
    return config;
  }

  /// A client that sends a request once. By itself OkHttp sends it again when an answer is lost on
  /// a reused connection, which would show a message twice; who calls knows when to try again.
  private static SlackHttpClient once(SlackConfig config) {
    var client =
        new SlackHttpClient(
            SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .build());
    client.setConfig(config);
    return client;
  }

  Slack slack() {
    return slack;
  }

  /// One call with the bot's token.
  <T extends SlackApiTextResponse> Outcome<T> call(Call<T> call) {
    return call(bot, call);
  }

  /// One call with another token.
  <T extends SlackApiTextResponse> Outcome<T> call(String token, Call<T> call) {
    return call(slack.methods(token), call);
  }

  private static <T extends SlackApiTextResponse> Outcome<T> call(
      MethodsClient methods, Call<T> call) {
    try {
      var response = call.with(methods);
      if (response.isOk()) {
        return new Outcome.Done<>(response);
      }
      var code = Objects.requireNonNullElse(response.getError(), "unknown_error");
      return Refusals.passes(code)
          ? new Outcome.Busy<>(BREATH, "Slack is busy (" + code + ")")
          : new Outcome.Refused<>(code);
    } catch (SlackApiException e) {
      return busy(e.getResponse().code(), e.getResponse().header("Retry-After"));
    } catch (IOException e) {
      return new Outcome.Busy<>(BREATH, unreachable(e));
    } catch (JsonParseException | NumberFormatException e) {
      return new Outcome.Busy<>(BREATH, "what answers is not Slack's API");
    }
  }

  /// An HTTP error. Each may pass: Slack's own refusals come with status 200.
  static <T> Outcome<T> busy(int status, @Nullable String retryAfter) {
    return status == 429
        ? new Outcome.Busy<>(seconds(retryAfter).orElse(BREATH), "Slack asks to slow down")
        : new Outcome.Busy<>(BREATH, "Slack answered with status " + status);
  }

  private static Optional<Duration> seconds(@Nullable String header) {
    return header != null && header.matches("\\d{1,5}")
        ? Optional.of(Duration.ofSeconds(Math.max(1, Long.parseLong(header))))
        : Optional.empty();
  }

  /// The kind of failure, without addresses: those of response URLs are secret.
  static String unreachable(IOException e) {
    return "Slack can't be reached (" + e.getClass().getSimpleName() + ")";
  }

  /// A method of the Web API.
  @FunctionalInterface
  interface Call<T> {
    T with(MethodsClient methods) throws IOException, SlackApiException;
  }
}
