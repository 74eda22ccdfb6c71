package dev.headroom.chat.discord;

import dev.headroom.message.Chart;
import dev.headroom.message.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what people typed or pressed: first a sign of life, which Discord wants within three
/// seconds, then the message, for which there are fifteen minutes.
///
/// <https://discord.com/developers/docs/interactions/receiving-and-responding>
final class Interactions {

  /// The first answer to an interaction.
  enum Acknowledgement {
    /// "Thinking…", seen by the person alone.
    PRIVATELY(5, 1 << 6),
    /// "Thinking…", seen by everyone in the channel.
    PUBLICLY(5, 0),
    /// Nothing to see; the message that held the button will change.
    SILENTLY(6, 0);

    private final int type;
    private final int flags;

    Acknowledgement(int type, int flags) {
      this.type = type;
      this.flags = flags;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Interactions.class);
  private static final int CHOICES = 8;
  private static final Duration BEFORE_THE_DEADLINE = Duration.ofMillis(2500);
  private static final Duration UPLOADING = Duration.ofSeconds(15);
  private static final List<Duration> AT_ONCE =
      List.of(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
  private static final List<Duration> WITH_PATIENCE =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(4));

  /// The person waited too long, or another process was faster: nobody is left to be told.
  private static final Set<Integer> GONE =
      Set.of(
          Reply.UNKNOWN_INTERACTION,
          Reply.ALREADY_ACKNOWLEDGED,
          Reply.UNKNOWN_MESSAGE,
          Reply.UNKNOWN_WEBHOOK,
          Reply.EXPIRED_INTERACTION);

  /// Threads that go on while virtual ones are busy with the answers of others.
  private static final Executor ACKNOWLEDGING =
      task -> Thread.ofPlatform().daemon().name("discord-acknowledging").start(task);

  private final DiscordRest rest;
  private final Closing closing;
  private final Function<Chart, Optional<byte[]>> pictures;

  Interactions(DiscordRest rest, Closing closing, Function<Chart, Optional<byte[]>> pictures) {
    this.rest = rest;
    this.closing = closing;
    this.pictures = pictures;
  }

  /// Acknowledges, lets `answer` work as long as it takes, and shows its message.
  void answer(Interaction event, Acknowledgement acknowledgement, Supplier<Message> answer) {
    var data = DataObject.empty().put("flags", acknowledgement.flags);
    if (!callback(event, acknowledgement.type, data)) {
      return;
    }
    var message = message(answer);
    try (var full = DiscordRenderer.render(message, pictures)) {
      var reply = edit(event, full);
      boolean picturesMayBeWhy =
          !full.getFiles().isEmpty() && !reply.isOk() && !GONE.contains(reply.code());
      if (picturesMayBeWhy) {
        try (var words = DiscordRenderer.render(message, _ -> Optional.empty())) {
          reply = edit(event, words);
        }
      }
      report("answer", event, reply);
    }
  }

  /// Answers an autocomplete, which can't be acknowledged first.
  void complete(Interaction event, List<String> choices) {
    var names = DataArray.empty();
    for (var choice : choices) {
      names.add(DataObject.empty().put("name", choice).put("value", choice));
    }
    callback(event, CHOICES, DataObject.empty().put("choices", names));
  }

  /// Whether Discord took the first answer. One that was lost on the way counts when Discord says
  /// at the second try that it has it.
  private boolean callback(Interaction event, int type, DataObject data) {
    return CompletableFuture.supplyAsync(() -> acknowledge(event, type, data), ACKNOWLEDGING)
        .join();
  }

  private boolean acknowledge(Interaction event, int type, DataObject data) {
    var path = "interactions/%s/%s/callback".formatted(event.getId(), event.getToken());
    var payload = DataObject.empty().put("type", type).put("data", data);
    var first = new Attempt("POST", path, payload, List.of(), BEFORE_THE_DEADLINE);
    var reply = first.send(rest);
    for (var pause : AT_ONCE) {
      if (!isWorthAnotherTry(reply) || !closing.pause(pause)) {
        break;
      }
      reply = first.send(rest);
      if (reply.code() == Reply.ALREADY_ACKNOWLEDGED) {
        return true;
      }
    }
    report("acknowledge", event, reply);
    return reply.isOk();
  }

  private Reply edit(Interaction event, MessageCreateData data) {
    var path =
        "webhooks/%s/%s/messages/@original"
            .formatted(event.getJDA().getSelfUser().getApplicationId(), event.getToken());
    var payload = MessageEditData.fromCreateData(data).toData();
    var attempt = new Attempt("PATCH", path, payload, data.getFiles(), UPLOADING);
    var reply = attempt.send(rest);
    for (var pause : WITH_PATIENCE) {
      var wait = reply.pause().compareTo(pause) > 0 ? reply.pause() : pause;
      if (!isWorthAnotherTry(reply) || !closing.pause(wait)) {
        break;
      }
      reply = attempt.send(rest);
    }
    return reply;
  }

  private static boolean isWorthAnotherTry(Reply reply) {
    return reply.isServerError() || reply.isThrottled();
  }

  private static Message message(Supplier<Message> answer) {
    try {
      return answer.get();
    } catch (RuntimeException e) {
      LOG.error("platform=discord event=answer-failed", e);
      return Message.problem(
          "Something went wrong inside Headroom; its log says what. Please try again later.");
    }
  }

  private static void report(String step, Interaction event, Reply reply) {
    if (reply.isOk()) {
      LOG.debug("platform=discord interaction={} step={} outcome=ok", event.getId(), step);
    } else if (GONE.contains(reply.code())) {
      LOG.debug(
          "platform=discord interaction={} step={} outcome=gone reason=\"{}\"",
          event.getId(),
          step,
          reply.problem());
    } else {
      LOG.warn(
          "platform=discord interaction={} step={} outcome=failed reason=\"{}\"",
          event.getId(),
          step,
          reply.problem());
    }
  }

  /// One request that may be sent again.
  private record Attempt(
      String method,
      String path,
      DataObject payload,
      List<net.dv8tion.jda.api.utils.FileUpload> files,
      Duration patience) {

    /// An answer that never came is a failure of the server like any other.
    Reply send(DiscordRest rest) {
      try {
        return rest.sendOnce(method, path, payload, files, patience);
      } catch (IOException e) {
        return new Reply(599, "{\"message\": \"no answer\"}", Duration.ZERO);
      }
    }
  }
}
