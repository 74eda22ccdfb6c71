/// Tests of the config file: one file per mistake under `src/test/resources/config`.
@NullMarked
package dev.headroom.config;

import org.jspecify.annotations.NullMarked;
