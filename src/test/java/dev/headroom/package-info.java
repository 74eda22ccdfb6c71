/// The whole program, from the vendor's answer to the message in a chat.
///
/// The rule: everything is real but what is outside, and that is faked on loopback. [House] holds
/// it; a new story is a test that moves its clock and its vendor.
@NullMarked
package dev.headroom;

import org.jspecify.annotations.NullMarked;
