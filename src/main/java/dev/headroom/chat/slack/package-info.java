/// Slack, through Bolt for Java: Socket Mode, or signed HTTP requests.
///
/// Its one rule: Slack is acknowledged before anything else is done, and no failure of Slack leaves
/// this package other than as a value or a sentence. What Slack calls a thing is known here alone.
@NullMarked
package dev.headroom.chat.slack;

import org.jspecify.annotations.NullMarked;
