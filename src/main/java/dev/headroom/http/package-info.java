/// The HTTP side: whether the process lives and is ready, its metrics, and routes that others hand
/// in.
///
/// Its one rule: it knows no route but its own. Everything else comes as a [Route] value, so that
/// neither side depends on the other.
@NullMarked
package dev.headroom.http;

import org.jspecify.annotations.NullMarked;
