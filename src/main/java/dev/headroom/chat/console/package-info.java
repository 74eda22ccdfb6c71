/// Headroom in a terminal or a pipe: people type commands, alerts appear as they fire.
///
/// Its one rule: nothing that came from outside reaches the terminal without passing `Plain`, so
/// that a name can't move the cursor. A new kind of block is rendered in `ConsoleRenderer`.
@NullMarked
package dev.headroom.chat.console;

import org.jspecify.annotations.NullMarked;
