/// Tests of the command line: what is printed, and the exit codes.
@NullMarked
package dev.headroom.cli;

import org.jspecify.annotations.NullMarked;
