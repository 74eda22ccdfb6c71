/// Rules of the house, checked.
@NullMarked
package dev.headroom.architecture;

import org.jspecify.annotations.NullMarked;
