/// Whether to speak. Pure: values in, decisions with their reasons out.
@NullMarked
package dev.headroom.alert;

import org.jspecify.annotations.NullMarked;
