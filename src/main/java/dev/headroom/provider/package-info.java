/// How each vendor's API is read. One file per vendor; HTTP, retries and failures are shared.
@NullMarked
package dev.headroom.provider;

import org.jspecify.annotations.NullMarked;
