/// Tests of the Slack platform, against a fake Slack on loopback that the real Bolt talks to.
@NullMarked
package dev.headroom.chat.slack;

import org.jspecify.annotations.NullMarked;
