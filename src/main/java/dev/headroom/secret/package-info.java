/// Values that must never be shown: tokens, keys, passwords.
@NullMarked
package dev.headroom.secret;

import org.jspecify.annotations.NullMarked;
