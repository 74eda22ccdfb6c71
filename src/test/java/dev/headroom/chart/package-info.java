/// Pictures: looked at once by a person, then kept.
@NullMarked
package dev.headroom.chart;

import org.jspecify.annotations.NullMarked;
