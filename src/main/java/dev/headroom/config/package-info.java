/// The config file: YAML into records, with every problem reported at once.
///
/// Its one rule: nothing starts on a file with a problem, and nobody but `App` sees a [Config]; a
/// class receives the two values it needs, never the file.
///
/// To add a key: declare a [Key] in the class of its section, add it to that section's keys, read
/// it in the same class, and show it in `config/headroom.yaml`. The editor's schema follows from
/// the declaration: `mvn test -Dtest=SchemaTest -Dgolden=update`. A key that only one provider has
/// is no work here: its profile declares it.
@NullMarked
package dev.headroom.config;

import org.jspecify.annotations.NullMarked;
