/// The clock. It says when, never what: the work comes in as runnables.
///
/// [LocalClock] ticks in every replica; [ClusterClock] runs what must happen once in the cluster.
/// Neither knows accounts: which account is due is a row in a table, not a trigger.
@NullMarked
package dev.headroom.schedule;

import org.jspecify.annotations.NullMarked;
