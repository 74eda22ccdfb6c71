/// One class per slash command: arguments in, a message out, the same on every platform.
@NullMarked
package dev.headroom.command;

import org.jspecify.annotations.NullMarked;
