/// What people read when they ask.
@NullMarked
package dev.headroom.command;

import org.jspecify.annotations.NullMarked;
