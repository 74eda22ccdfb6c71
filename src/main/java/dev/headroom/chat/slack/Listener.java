package dev.headroom.chat.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import dev.headroom.secret.Secret;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Bolt calls. Bolt acknowledges with what a handler returns, so handlers hand over and
/// return.
final class Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

  /// `/help` is Slack's own, so the manifest asks for this name.
  private static final String HELP = "quota-help";

  private final Answers answers;
  private final Executor executor;
  private final String slash;
  private final Seen seen = new Seen();

  Listener(Answers answers, Executor executor, String commandPrefix) {
    this.answers = answers;
    this.executor = executor;
    this.slash = "/" + commandPrefix;
  }

  /// Bolt, told where Slack is and what to call. It connects to nothing yet.
  ///
  /// It takes every command: one that the manifest has and the inbox doesn't know is answered too.
  App app(SlackApi api, SlackSettings settings) {
    var config =
        AppConfig.builder()
            .slack(api.slack())
            .singleTeamBotToken(settings.botToken().value())
            .signingSecret(settings.signingSecret().map(Secret::value).orElse(null))
            // Never ask auth.test again: it would count against the three seconds.
            .authTestCacheExpirationMillis(-1L)
            .allEventsApiAutoAckEnabled(true)
            .build();
    var app = new App(config);
    app.command(
        ANY,
        (request, context) -> {
          typed(request.getPayload());
          return context.ack();
        });
    app.blockAction(
        ANY,
        (request, context) -> {
          pressed(request.getPayload());
          return context.ack();
        });
    return app;
  }

  private void typed(SlashCommandPayload payload) {
    var command = payload.getCommand();
    var typed =
        command.startsWith(slash) ? command.substring(slash.length()) : command.substring(1);
    var name = typed.equals(HELP) ? "help" : typed;
    var user = payload.getUserId();
    var person = new Person(user, Objects.requireNonNullElse(payload.getUserName(), user));
    var text = unescape(Objects.requireNonNullElse(payload.getText(), ""));
    later(
        payload.getTriggerId(),
        () -> answers.command(name, text, person, payload.getResponseUrl()));
  }

  private void pressed(BlockActionPayload payload) {
    Press.of(payload)
        .ifPresentOrElse(
            press -> later(payload.getTriggerId(), () -> answers.press(press)),
            () -> LOG.info("slack press=ignored"));
  }

  private void later(String trigger, Runnable work) {
    if (!seen.isNew(String.valueOf(trigger))) {
      LOG.info("slack delivered=again");
      return;
    }
    try {
      executor.execute(() -> guarded(work));
    } catch (RejectedExecutionException e) {
      LOG.warn("slack answer=none reason=\"shutting down\"");
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("slack answer=failed", e);
    }
  }

  /// Slack escapes what people type.
  private static String unescape(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip();
  }
}
