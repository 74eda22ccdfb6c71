/// Discord, tried against a fake Discord of our own.
@NullMarked
package dev.headroom.chat.discord;

import org.jspecify.annotations.NullMarked;
