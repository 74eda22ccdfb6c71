/// Tests of polling, on fakes; `dev.headroom.store` runs the contracts on PostgreSQL.
@NullMarked
package dev.headroom.poll;

import org.jspecify.annotations.NullMarked;
