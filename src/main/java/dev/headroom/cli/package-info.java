/// The command line: `run`, `demo`, `check`, `login`, `quota`, `health`.
///
/// Its one rule: a command decides what is printed and the exit code, and leaves the work to
/// [Program], which `App` is.
///
/// To add a command: a class with picocli's annotations like [HealthCommand], a line in
/// [CommandLines], its examples in the footer.
@NullMarked
package dev.headroom.cli;

import org.jspecify.annotations.NullMarked;
