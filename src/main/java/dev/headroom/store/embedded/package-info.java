/// A PostgreSQL of Headroom's own, for those who bring none: unpacked from a jar, started on the
/// loopback interface, kept in the data directory.
///
/// The rule: data is as safe as in a server that an administrator set up (fsync, passwords, private
/// directories), and a process that is not ours is never signalled.
///
/// Another system's binaries: add their jar of `io.zonky.test.postgres` to the pom.
@NullMarked
package dev.headroom.store.embedded;

import org.jspecify.annotations.NullMarked;
