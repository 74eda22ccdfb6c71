/// The demo: vendors simulated on the loopback, so that Headroom can be tried without a credential.
///
/// Its one rule: it stands outside. The real adapters, store and alerts read it over HTTP like any
/// vendor, and nothing of the program knows that it is not one.
///
/// To add a vendor: a class of its answers like [DeepSeekAnswers], a line in [Simulator#start], an
/// account in [DemoConfig].
@NullMarked
package dev.headroom.demo;

import org.jspecify.annotations.NullMarked;
