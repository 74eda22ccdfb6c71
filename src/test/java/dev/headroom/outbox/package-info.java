/// Tests of delivery, on fakes; `dev.headroom.store` runs the contract on PostgreSQL.
@NullMarked
package dev.headroom.outbox;

import org.jspecify.annotations.NullMarked;
