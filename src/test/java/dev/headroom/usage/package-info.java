/// The vocabulary's own rules.
@NullMarked
package dev.headroom.usage;

import org.jspecify.annotations.NullMarked;
