/// Tests of what an alert promises.
@NullMarked
package dev.headroom.alert;

import org.jspecify.annotations.NullMarked;
