/// The vocabulary: what providers report and what a team allows itself. Values only, no I/O.
@NullMarked
package dev.headroom.usage;

import org.jspecify.annotations.NullMarked;
