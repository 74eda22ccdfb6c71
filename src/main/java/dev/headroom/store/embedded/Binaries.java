package dev.headroom.store.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once from the jar that carries them.
record Binaries(Path root) {

  /// Unpacks into a directory named by the archive's checksum, unless it is there already. It
  /// appears complete or not at all.
  static Binaries unpacked(Home home) throws IOException {
    var archive = archive(resource(System.getProperty("os.name"), System.getProperty("os.arch")));
    var target = home.root().resolve("bin-" + checksum(archive));
    if (!Files.isDirectory(target)) {
      var fresh = Home.privateDirectory(Files.createTempDirectory(home.root(), "unpacking-"));
      unpack(archive, fresh);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }
    Home.privateDirectory(target);
    return new Binaries(target);
  }

  /// Removes what earlier versions and interrupted starts left.
  void removeOthers(Home home) throws IOException {
    try (var entries = Files.newDirectoryStream(home.root(), "{bin-*,unpacking-*}")) {
      for (var entry : entries) {
        if (!entry.equals(root)) {
          Home.delete(entry);
        }
      }
    }
  }

  String program(String name) {
    return root.resolve("bin").resolve(name).toString();
  }

  static String resource(String system, String processor) {
    var os = system.toLowerCase(Locale.ROOT);
    var arm = processor.equals("aarch64") || processor.equals("arm64");
    if (os.contains("linux")) {
      return "/postgres-linux-%s.txz".formatted(arm ? "arm_64" : "x86_64");
    }
    if (os.contains("mac")) {
      return "/postgres-darwin-%s.txz".formatted(arm ? "arm_64" : "x86_64");
    }
    throw new EmbeddedException(
        "the embedded PostgreSQL runs on Linux and macOS, not on %s; set database.url"
            .formatted(system));
  }

  private static byte[] archive(String resource) throws IOException {
    try (var stream = Binaries.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new EmbeddedException(
            "this build has no embedded PostgreSQL for %s %s (%s); set database.url"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), resource));
      }
      return stream.readAllBytes();
    }
  }

  private static String checksum(byte[] archive) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, inside(target, entry.getName()));
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    var mayRun = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(mayRun ? "rwx------" : "rw-------"));
  }

  private static Path inside(Path target, String name) throws IOException {
    var path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the PostgreSQL archive holds a path outside itself: " + name);
    }
    return path;
  }
}
