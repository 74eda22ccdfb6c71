/// One poll of one account: ask, decide, store, owe. And which account is next.
@NullMarked
package dev.headroom.poll;

import org.jspecify.annotations.NullMarked;
