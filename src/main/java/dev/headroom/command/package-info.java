/// One class per slash command: arguments in, a message out, the same on every platform.
///
/// Its one rule: a command asks the views and never the platform. To add one:
///
/// 1. a final class `BurnCommand` here that implements [Command]: its [Grammar] says how it is
///    typed, and help, completion and Discord's form follow from that;
/// 2. its line in `Service.inbox` and in `CommandContractTest`, which fails until it is there;
/// 3. `BurnCommandTest`, with golden answers.
@NullMarked
package dev.headroom.command;

import org.jspecify.annotations.NullMarked;
