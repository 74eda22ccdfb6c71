package dev.headroom.chat.discord;

import dev.headroom.chat.Delivery;
import dev.headroom.chat.Outgoing;
import dev.headroom.message.Chart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts messages into channels. It needs only the REST API, so it works while the gateway is down.
///
/// A message is seen once: its key is the `nonce`, and with `enforce_nonce` Discord answers a
/// second attempt within a few minutes with the first message. Later attempts look for it in the
/// channel.
final class DiscordDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(DiscordDelivery.class);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration SLOWLY = Duration.ofMinutes(5);

  private final DiscordRest rest;
  private final DiscordInspection inspection;
  private final Function<Chart, Optional<byte[]>> pictures;

  DiscordDelivery(
      DiscordRest rest, DiscordInspection inspection, Function<Chart, Optional<byte[]>> pictures) {
    this.rest = rest;
    this.inspection = inspection;
    this.pictures = pictures;
  }

  Delivery deliver(Outgoing outgoing) {
    if (!outgoing.channel().matches("[0-9]{1,20}")) {
      return new Delivery.Refused(
          "discord channels are numbers (Developer Mode, Copy Channel ID), was "
              + outgoing.channel());
    }
    try {
      var earlier = outgoing.retried() ? earlier(outgoing) : Optional.<String>empty();
      return earlier.isPresent()
          ? new Delivery.Sent(earlier.get())
          : outcome(put(outgoing), outgoing.channel());
    } catch (IOException e) {
      return new Delivery.Later(SOON, "discord can't be reached: " + e.getMessage());
    }
  }

  private Reply put(Outgoing outgoing) throws IOException {
    try (var full = DiscordRenderer.render(outgoing.message(), pictures)) {
      var reply = put(outgoing, full);
      boolean picturesMayBeWhy =
          !full.getFiles().isEmpty()
              && !reply.isOk()
              && !reply.isThrottled()
              && !reply.isUnauthorized();
      if (!picturesMayBeWhy) {
        return reply;
      }
      LOG.warn(
          "platform=discord channel={} event=picture-refused reason=\"{}\"",
          outgoing.channel(),
          reply.problem());
    }
    try (var words = DiscordRenderer.render(outgoing.message(), _ -> Optional.empty())) {
      return put(outgoing, words);
    }
  }

  private Reply put(Outgoing outgoing, MessageCreateData data) throws IOException {
    if (outgoing.edits().isPresent()) {
      var path = messages(outgoing.channel()) + "/" + outgoing.edits().get();
      var reply =
          rest.send("PATCH", path, MessageEditData.fromCreateData(data).toData(), data.getFiles());
      boolean gone =
          List.of(Reply.UNKNOWN_MESSAGE, Reply.MESSAGE_OF_SOMEONE_ELSE).contains(reply.code());
      if (!gone) {
        return reply;
      }
    }
    var payload = data.toData().put("nonce", outgoing.key()).put("enforce_nonce", true);
    return rest.send("POST", messages(outgoing.channel()), payload, data.getFiles());
  }

  private Optional<String> earlier(Outgoing outgoing) throws IOException {
    if (outgoing.edits().isPresent()) {
      return Optional.empty();
    }
    var reply = rest.get(messages(outgoing.channel()) + "?limit=50");
    if (!reply.isOk()) {
      return Optional.empty();
    }
    return reply.array().stream(net.dv8tion.jda.api.utils.data.DataArray::getObject)
        .filter(message -> message.getString("nonce", "").equals(outgoing.key()))
        .map(message -> message.getString("id"))
        .findFirst();
  }

  private Delivery outcome(Reply reply, String channel) {
    if (reply.isOk()) {
      return new Delivery.Sent(reply.object().getString("id"));
    }
    if (reply.isThrottled()) {
      return new Delivery.Later(reply.pause(), "discord asks to wait");
    }
    if (reply.isUnauthorized()) {
      return new Delivery.Later(SLOWLY, DiscordInspection.TOKEN_REFUSED);
    }
    if (reply.isServerError()) {
      return new Delivery.Later(SOON, "discord failed: " + reply.problem());
    }
    return switch (reply.code()) {
      case Reply.TOO_MANY_EDITS_OF_AN_OLD_MESSAGE ->
          new Delivery.Later(SLOWLY, "discord limits edits of old messages");
      case Reply.UNKNOWN_CHANNEL, Reply.MISSING_ACCESS, Reply.MISSING_PERMISSIONS ->
          new Delivery.Refused(inspection.refusal(channel, reply));
      case Reply.CLOSED_DIRECT_MESSAGES ->
          new Delivery.Refused("discord: this person takes no direct messages from the bot");
      default -> new Delivery.Refused("discord refused the message: " + reply.problem());
    };
  }

  private static String messages(String channel) {
    return "channels/" + channel + "/messages";
  }
}
