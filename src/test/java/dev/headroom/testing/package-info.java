/// What several tests share: golden files, databases, named values.
@NullMarked
package dev.headroom.testing;

import org.jspecify.annotations.NullMarked;
