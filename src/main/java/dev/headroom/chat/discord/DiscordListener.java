package dev.headroom.chat.discord;

import dev.headroom.chat.Inbox;
import dev.headroom.chat.discord.Interactions.Acknowledgement;
import dev.headroom.command.Caller;
import dev.headroom.command.Grammar.Kind;
import dev.headroom.command.Grammar.Parameter;
import dev.headroom.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what people type and press, and hands it to the inbox. Every method runs on the thread
/// that reads the gateway, so it only starts a thread of its own and returns.
final class DiscordListener extends ListenerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(DiscordListener.class);
  private static final long MILLISECONDS_TO_COMPLETE = 1500;
  private static final int COMPLETIONS = 25;
  private static final int COMPLETION_LENGTH = 100;

  private final Inbox inbox;
  private final Interactions interactions;
  private final Admins admins;
  private final ExecutorService executor;

  DiscordListener(Inbox inbox, Interactions interactions, Admins admins, ExecutorService executor) {
    this.inbox = inbox;
    this.interactions = interactions;
    this.admins = admins;
    this.executor = executor;
  }

  @Override
  public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
    var form = Optional.ofNullable(event.getSubcommandName()).orElse("");
    var values =
        event.getOptions().stream()
            .collect(Collectors.toMap(OptionMapping::getName, OptionMapping::getAsString));
    executor.execute(() ->
        interactions.answer(
            event,
            Acknowledgement.PRIVATELY,
            () -> inbox.answer(event.getName(), form, values, caller(event))));
  }

  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    executor.execute(() ->
        ButtonId.parse(event.getComponentId())
            .ifPresentOrElse(button -> press(event, button), () -> outdated(event)));
  }

  private void press(ButtonInteractionEvent event, ButtonId button) {
    var command = button.command();
    var arguments = button.arguments();
    switch (button.effect()) {
      case REPLACE ->
          interactions.answer(
              event,
              Acknowledgement.SILENTLY,
              () -> inbox.refresh(command, arguments, caller(event)));
      case REPLY ->
          interactions.answer(
              event,
              Acknowledgement.PRIVATELY,
              () -> inbox.answer(command, arguments, caller(event)));
      case SHARE ->
          interactions.answer(
              event,
              Acknowledgement.PUBLICLY,
              () -> inbox.answer(command, arguments, caller(event)));
    }
  }

  private void outdated(ButtonInteractionEvent event) {
    interactions.answer(
        event,
        Acknowledgement.PRIVATELY,
        () -> Message.problem("This button is of an older Headroom; please type the command."));
  }

  @Override
  public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
    var typed = event.getFocusedOption().getValue();
    var kind = kind(event.getName(), event.getFocusedOption().getName());
    executor.execute(() -> interactions.complete(event, completions(kind, typed)));
  }

  /// What an option is by its name, which means the same in all forms of a command.
  private Kind kind(String command, String option) {
    return inbox.grammars().stream()
        .filter(grammar -> grammar.name().equals(command))
        .flatMap(grammar -> grammar.forms().stream())
        .flatMap(form -> form.parameters().stream())
        .filter(parameter -> parameter.name().equals(option))
        .map(Parameter::kind)
        .findFirst()
        .orElse(Kind.SCOPE);
  }

  /// Nobody waits for completions: late ones are none.
  private List<String> completions(Kind kind, String typed) {
    var asked = executor.submit(() -> inbox.complete(kind, typed));
    try {
      return asked.get(MILLISECONDS_TO_COMPLETE, TimeUnit.MILLISECONDS).stream()
          .filter(name -> !name.isEmpty() && name.length() <= COMPLETION_LENGTH)
          .limit(COMPLETIONS)
          .toList();
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("platform=discord event=no-completions", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    asked.cancel(true);
    return List.of();
  }

  private Caller caller(Interaction event) {
    var user = event.getUser();
    return new Caller(
        "discord",
        user.getId(),
        user.getEffectiveName(),
        () -> admins.include(user.getId(), event.getMember()));
  }
}
