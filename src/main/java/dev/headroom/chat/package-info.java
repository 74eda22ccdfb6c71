/// Where people are: what a chat platform offers, and the inbox that routes what they type.
@NullMarked
package dev.headroom.chat;

import org.jspecify.annotations.NullMarked;
