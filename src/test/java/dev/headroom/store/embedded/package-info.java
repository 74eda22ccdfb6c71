/// The embedded PostgreSQL, started for real.
@NullMarked
package dev.headroom.store.embedded;

import org.jspecify.annotations.NullMarked;
