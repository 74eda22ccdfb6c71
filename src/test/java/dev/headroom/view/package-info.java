/// What is shown follows from what is stored and the time of day.
@NullMarked
package dev.headroom.view;

import org.jspecify.annotations.NullMarked;
