/// Headroom: tells a team, in its chat, how much AI quota and money is left.
@NullMarked
package dev.headroom;

import org.jspecify.annotations.NullMarked;
