package dev.headroom.command;

import java.util.List;
import java.util.Optional;

/// How a command is typed, from which Discord's options, Slack's parsing and `/help` are made.
///
/// @param name as typed, without the slash: `quota-history`
/// @param description at most 100 characters
/// @param forms its sub-commands; or exactly one with an empty name, for a command without any
public record Grammar(String name, String description, List<Form> forms) {

  /// A sub-command.
  public record Form(String name, String description, List<Parameter> parameters) {
    public Form {
      parameters = List.copyOf(parameters);
    }
  }

  /// One word of a command. Required ones come first.
  ///
  /// @param choices the allowed words of [Kind#CHOICE]
  public record Parameter(
      String name, String description, Kind kind, boolean required, List<String> choices) {
    public Parameter {
      choices = List.copyOf(choices);
    }
  }

  /// What a word may be.
  public enum Kind {
    /// An account, a provider, `owner:name` or `all`; platforms offer completions.
    SCOPE,
    /// A family of models, typed behind the parameter's own name: `best claude`.
    FAMILY,
    CHOICE,
    /// Money: `500`, `500 USD`, `$500`.
    AMOUNT,
    /// Shares: `80%`, `50%,80%`.
    PERCENTS
  }

  public Grammar {
    forms = List.copyOf(forms);
  }

  public Optional<Form> form(String name) {
    return forms.stream().filter(form -> form.name().equals(name)).findFirst();
  }
}
