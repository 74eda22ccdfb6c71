package dev.headroom.store.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The directory that holds everything of the embedded PostgreSQL, for its owner's eyes only.
record Home(Path root) {

  /// Makes or tightens `dataDir/postgres`.
  static Home in(Path dataDir) throws IOException {
    var root = Files.createDirectories(dataDir.toAbsolutePath().normalize()).toRealPath();
    return new Home(privateDirectory(root.resolve("postgres")));
  }

  /// `dataDir/postgres`; empty when it isn't there.
  static Optional<Home> find(Path dataDir) throws IOException {
    return Files.notExists(dataDir.resolve("postgres"))
        ? Optional.empty()
        : Optional.of(new Home(dataDir.toRealPath().resolve("postgres")));
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path password() {
    return root.resolve("password");
  }

  Path port() {
    return root.resolve("port");
  }

  Path log() {
    return root.resolve("server.log");
  }

  /// What PostgreSQL calls its data directory.
  Path data() {
    return root.resolve("data");
  }

  static Path privateDirectory(Path directory) throws IOException {
    var onlyOwner = PosixFilePermissions.fromString("rwx------");
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(onlyOwner));
    }
    Files.setPosixFilePermissions(directory, onlyOwner);
    return directory;
  }

  /// Writes a file that only its owner reads; a crash leaves the old one or the new one.
  static void writePrivately(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static void delete(Path tree) throws IOException {
    if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      walk(tree, Files::delete);
    }
  }

  /// Gives a tree to a user and its group.
  static void give(Path tree, int user, int group) throws IOException {
    walk(
        tree,
        path -> {
          Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
          Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        });
  }

  /// Who this process is: the owner of what it makes.
  int self() throws IOException {
    var probe = Files.createTempFile(root, "probe-", "");
    try {
      return owner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  static int group(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
  }

  private static void walk(Path tree, Step step) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            step.take(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
              throws IOException {
            if (problem != null) {
              throw problem;
            }
            step.take(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private interface Step {
    void take(Path path) throws IOException;
  }
}
