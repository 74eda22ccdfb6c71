package dev.headroom.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What `postmaster.pid` says of the server that wrote it. The process with that id may be another
/// one by now: in containers small ids come again.
///
/// The file's lines: https://www.postgresql.org/docs/18/storage-file-layout.html
record Postmaster(Path data, long pid, int port, String status) {

  /// More than Linux and macOS ever give to a process.
  private static final long NOBODYS_PID = 4_194_305;

  static Optional<Postmaster> read(Path data) throws IOException {
    try {
      var lines = Files.readAllLines(file(data));
      return Optional.of(
          new Postmaster(
              data,
              number(lines, 0),
              (int) number(lines, 3),
              lines.size() > 7 ? lines.get(7).strip() : ""));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// The one that lives and lets clients in.
  static Optional<Postmaster> ready(Path data) throws IOException {
    return read(data)
        .filter(postmaster -> postmaster.status().equals("ready"))
        .filter(postmaster -> postmaster.server().isPresent());
  }

  boolean isAlive() {
    return handle().isPresent();
  }

  /// The process, if it lives and is the server of this data directory.
  Optional<ProcessHandle> server() {
    return handle().filter(process -> serves(words(process)));
  }

  /// Makes the file name a process that can't exist. The rest of it stays, by which PostgreSQL
  /// finds backends that outlived their server and still write; without the file it would not look.
  void disown() throws IOException {
    var lines = new ArrayList<>(Files.readAllLines(file(data)));
    lines.set(0, Long.toString(NOBODYS_PID));
    Files.writeString(file(data), String.join("\n", lines) + "\n");
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  private boolean serves(List<String> words) {
    return !words.isEmpty()
        && words.getFirst().endsWith("/postgres")
        && words.contains(data.toString());
  }

  /// The process's command line. Linux shows it of every user's process, unlike its executable.
  private static List<String> words(ProcessHandle process) {
    try {
      var line = Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())));
      return List.of(line.split("\0", -1));
    } catch (IOException e) {
      var words = new ArrayList<String>();
      process.info().command().ifPresent(words::add);
      process.info().arguments().ifPresent(arguments -> words.addAll(Arrays.asList(arguments)));
      return words;
    }
  }

  private static long number(List<String> lines, int index) {
    return lines.size() > index && lines.get(index).strip().matches("-?\\d{1,18}")
        ? Math.abs(Long.parseLong(lines.get(index).strip()))
        : 0;
  }

  private static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }
}
