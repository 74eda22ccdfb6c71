/// How everything is kept: PostgreSQL through Jdbi, its schema in `db/migration`.
///
/// The rule: a transaction is opened by whoever decides (poll, outbox, a command's answer), never
/// inside a class that merely writes; those take the [org.jdbi.v3.core.Handle] of that transaction.
/// What people ask reads roll-ups only, never the raw `snapshot` table.
///
/// To keep something new: one migration, one class here with its SQL in text blocks, one test on
/// `dev.headroom.testing.TestDatabase`. A merged migration is never edited.
@NullMarked
package dev.headroom.store;

import org.jspecify.annotations.NullMarked;
