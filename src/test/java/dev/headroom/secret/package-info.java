/// What must never be shown, isn't.
@NullMarked
package dev.headroom.secret;

import org.jspecify.annotations.NullMarked;
