package dev.headroom.chat.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import dev.headroom.message.Button.Effect;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A pressed button.
///
/// @param ephemeral whether only one person sees the message that held it
/// @param message where that message stands; empty when it is nowhere to be found, as in a view
record Press(
    Effect effect,
    String command,
    String arguments,
    Person person,
    boolean ephemeral,
    Optional<Place> message,
    String responseUrl) {

  /// What the payload of a click means; empty when it is none of our buttons.
  static Optional<Press> of(BlockActionPayload payload) {
    if (payload.getActions() == null || payload.getResponseUrl() == null) {
      return Optional.empty();
    }
    return payload.getActions().stream()
        .filter(action -> action.getActionId() != null && action.getValue() != null)
        .findFirst()
        .flatMap(action ->
            effect(action.getActionId()).map(effect -> press(effect, action.getValue(), payload)));
  }

  private static Press press(Effect effect, String value, BlockActionPayload payload) {
    var words = value.split(" ", 2);
    var user = payload.getUser();
    var name =
        Optional.ofNullable(user.getUsername()).or(() -> Optional.ofNullable(user.getName()));
    return new Press(
        effect,
        words[0],
        words.length > 1 ? words[1] : "",
        new Person(user.getId(), name.orElse(user.getId())),
        payload.getContainer() != null && payload.getContainer().isEphemeral(),
        place(payload),
        payload.getResponseUrl());
  }

  private static Optional<Place> place(BlockActionPayload payload) {
    var channel = payload.getChannel();
    var container = payload.getContainer();
    return channel == null || container == null || container.getMessageTs() == null
        ? Optional.empty()
        : Optional.of(new Place(channel.getId(), container.getMessageTs()));
  }

  private static Optional<Effect> effect(String actionId) {
    var word = actionId.replaceFirst("-\\d+$", "").toUpperCase(Locale.ROOT);
    return Arrays.stream(Effect.values()).filter(effect -> effect.name().equals(word)).findFirst();
  }
}
