/// Tests of the clocks.
@NullMarked
package dev.headroom.schedule;

import org.jspecify.annotations.NullMarked;
