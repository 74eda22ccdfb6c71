package dev.headroom.command;

import dev.headroom.message.Message;
import java.util.List;

/// `/help`: every command and how it is typed.
public final class HelpCommand implements Command {

  private static final Grammar GRAMMAR =
      new Grammar(
          "help",
          "Every command and how it is typed",
          List.of(new Grammar.Form("", "This page.", List.of())));

  private final List<Grammar> others;

  /// @param others the grammars of all other commands
  public HelpCommand(List<Grammar> others) {
    this.others = List.copyOf(others);
  }

  @Override
  public Grammar grammar() {
    return GRAMMAR;
  }

  @Override
  public Message answer(Invocation invocation) {
    return Manual.of(others);
  }
}
