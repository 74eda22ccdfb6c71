/// Tests of the demo's simulated vendors.
@NullMarked
package dev.headroom.demo;

import org.jspecify.annotations.NullMarked;
