/// Tests of the HTTP side, over loopback.
@NullMarked
package dev.headroom.http;

import org.jspecify.annotations.NullMarked;
