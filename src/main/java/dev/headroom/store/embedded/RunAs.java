package dev.headroom.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// As whom PostgreSQL runs, which refuses to run as root.
///
/// @param prefix the words before a program
/// @param user who owns the files, with their `group`
record RunAs(String name, List<String> prefix, int user, int group) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// The first way that works here, with the files given to that user.
  static RunAs choose(Home home, Binaries binaries) throws IOException {
    var self = home.self();
    return choose(home, binaries, ways(home, self));
  }

  static RunAs choose(Home home, Binaries binaries, List<RunAs> ways) throws IOException {
    for (var way : ways) {
      way.own(home);
      if (Command.run(way.prefix, List.of(binaries.program("postgres"), "-V"), LIMIT).succeeded()) {
        return way;
      }
    }
    throw new EmbeddedException(
        "PostgreSQL refuses to run as root, and neither a user namespace nor another user could run"
            + " it from %s; start Headroom as another user (docker run --user 10001) or set"
                .formatted(home.root())
            + " database.url");
  }

  private static List<RunAs> ways(Home home, int self) throws IOException {
    if (self != 0) {
      return List.of(itself(self));
    }
    var ways = new ArrayList<RunAs>();
    var owner = Home.owner(home.root());
    if (owner != 0) {
      ways.addAll(dropped("uid " + owner, owner, Home.group(home.root())));
    }
    ways.add(namespace());
    for (var name : List.of("postgres", "nobody")) {
      lookUp(name).forEach(ways::add);
    }
    return ways;
  }

  static RunAs itself(int self) {
    return new RunAs("itself", List.of(), self, -1);
  }

  /// Root inside looks like nobody to PostgreSQL, and stays the files' owner.
  static RunAs namespace() {
    return new RunAs("user namespace", List.of("unshare", "-U", "--"), 0, 0);
  }

  /// Privileges dropped to a user of `/etc/passwd`.
  static Stream<RunAs> lookUp(String name) throws IOException {
    var users = Path.of("/etc/passwd");
    if (!Files.isReadable(users)) {
      return Stream.empty();
    }
    return Files.readAllLines(users).stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 3 && fields[0].equals(name))
        .flatMap(fields ->
            dropped(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])).stream());
  }

  private static List<RunAs> dropped(String name, int user, int group) {
    return List.of(
        new RunAs(
            name,
            List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--"),
            user,
            group),
        new RunAs(name, List.of("runuser", "-u", name, "--"), user, group),
        new RunAs(
            name,
            List.of("su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--"),
            user,
            group));
  }

  private void own(Home home) throws IOException {
    if (group >= 0 && Home.owner(home.root()) != user) {
      Home.give(home.root(), user, group);
    }
  }

  /// Gives one new file or tree to that user.
  void own(Path path) throws IOException {
    if (group >= 0 && Home.owner(path) != user) {
      Home.give(path, user, group);
    }
  }
}
