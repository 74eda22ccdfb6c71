/// Tests of what the platforms share.
@NullMarked
package dev.headroom.chat;

import org.jspecify.annotations.NullMarked;
