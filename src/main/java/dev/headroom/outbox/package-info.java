/// Messages owed to channels, and their delivery: at least once, and in practice once.
///
/// The rule: a message is claimed in one short transaction and its outcome written in another; the
/// chat platform is asked between the two, never inside one.
@NullMarked
package dev.headroom.outbox;

import org.jspecify.annotations.NullMarked;
