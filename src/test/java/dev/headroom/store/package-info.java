/// The store on a real PostgreSQL.
@NullMarked
package dev.headroom.store;

import org.jspecify.annotations.NullMarked;
