/// What Headroom says, before any platform. A small sealed set that every platform renders.
@NullMarked
package dev.headroom.message;

import org.jspecify.annotations.NullMarked;
