/// Whatever people type, they are answered.
@NullMarked
package dev.headroom.chat;

import org.jspecify.annotations.NullMarked;
