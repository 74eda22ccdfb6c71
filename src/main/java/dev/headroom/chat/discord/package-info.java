/// Discord. JDA holds the gateway and knows Discord's vocabulary (events, commands, message data);
/// [DiscordRest] sends everything that leaves, so that one place knows what is worth another try.
///
/// Its one rule: a listener never waits on the thread that reads the gateway, and every failure
/// stays inside this package. A new kind of block is one more case in [DiscordRenderer]; a new kind
/// of interaction is one more method in [DiscordListener].
///
/// Discord's reference: <https://discord.com/developers/docs/reference>
@NullMarked
package dev.headroom.chat.discord;

import org.jspecify.annotations.NullMarked;
