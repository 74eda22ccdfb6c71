package dev.headroom.chat.discord;

import dev.headroom.command.Grammar;
import dev.headroom.command.Grammar.Form;
import dev.headroom.command.Grammar.Kind;
import dev.headroom.command.Grammar.Parameter;
import java.util.List;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/// Commands as Discord lists them while someone types. All are shown to everyone: who may change
/// things is asked when they do, so that a reader at least learns whom to ask.
///
/// <https://discord.com/developers/docs/interactions/application-commands>
final class DiscordCommands {

  private DiscordCommands() {}

  static SlashCommandData of(Grammar grammar) {
    var command = Commands.slash(grammar.name(), grammar.description());
    var plain = grammar.form("");
    return plain.isPresent()
        ? command.addOptions(options(plain.get()))
        : command.addSubcommands(grammar.forms().stream().map(DiscordCommands::form).toList());
  }

  private static SubcommandData form(Form form) {
    return new SubcommandData(form.name(), form.description()).addOptions(options(form));
  }

  private static List<OptionData> options(Form form) {
    return form.parameters().stream().map(DiscordCommands::option).toList();
  }

  private static OptionData option(Parameter parameter) {
    var option =
        new OptionData(
                OptionType.STRING, parameter.name(), parameter.description(), parameter.required())
            .setAutoComplete(parameter.kind() == Kind.SCOPE || parameter.kind() == Kind.FAMILY);
    for (var choice : parameter.choices()) {
      option.addChoice(choice, choice);
    }
    return option;
  }
}
