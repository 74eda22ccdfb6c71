/// Where people are: what a chat platform offers, and the inbox that routes what they type.
///
/// Its one rule: platforms know nothing of each other. To add one:
///
/// 1. a package here with a [Platform] that renders every kind of block and escapes what people
///    typed;
/// 2. its section in `config`, and its channels in `ChannelKeys`;
/// 3. its line in `Chats`, which gives it what it needs from the config.
@NullMarked
package dev.headroom.chat;

import org.jspecify.annotations.NullMarked;
