/// The terminal, tried with streams in its place.
@NullMarked
package dev.headroom.chat.console;

import org.jspecify.annotations.NullMarked;
