package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.usage.Failure;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads what comes in the protocol of Redis, RESP2, as strictly as [Json] and no more than 5 MB of
/// one answer.
///
/// https://redis.io/docs/latest/develop/reference/protocol-spec/
final class RespReader {

  /// What comes back.
  sealed interface Reply {
    /// A word, a number, or a text of a length that was told.
    record Text(String text) implements Reply {}

    /// What the server won't do, in its own words, not yet safe to show.
    record Refusal(String words) implements Reply {}

    /// A list of so many items, which follow one by one.
    record Items(int count) implements Reply {}

    record Nothing() implements Reply {}
  }

  private static final int MOST_BYTES = 5 << 20;

  private final InputStream in;
  private int left;

  RespReader(InputStream in) {
    this.in = in;
  }

  /// A new answer.
  ///
  /// @throws ApiException unreadable, with the path; not available, when it is one of HTTP
  Reply answer() throws IOException {
    left = MOST_BYTES;
    return reply("$");
  }

  /// The next item of a list.
  ///
  /// @throws ApiException as [#answer]
  Reply item(int index) throws IOException {
    return reply("$[" + index + "]");
  }

  private Reply reply(String path) throws IOException {
    var line = line(path);
    if (line.startsWith("HTTP/")) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE, "the server answers in HTTP to the protocol of Redis");
    }
    var rest = line.isEmpty() ? "" : line.substring(1);
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+', ':' -> new Reply.Text(rest);
      case '-' -> new Reply.Refusal(rest);
      case '$' -> text(length(path, rest), path);
      case '*' -> items(length(path, rest));
      default -> throw mismatch(path, "an answer of Redis");
    };
  }

  private Reply text(int length, String path) throws IOException {
    if (length < 0) {
      return new Reply.Nothing();
    }
    take(length);
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ends within a text");
    }
    if (!line(path).isEmpty()) {
      throw mismatch(path, "a text of " + length + " bytes");
    }
    return new Reply.Text(new String(bytes, UTF_8));
  }

  private static Reply items(int length) {
    return length < 0 ? new Reply.Nothing() : new Reply.Items(length);
  }

  private static int length(String path, String digits) {
    if (!digits.matches("-1|\\d{1,9}")) {
      throw mismatch(path, "a length");
    }
    return Integer.parseInt(digits);
  }

  private String line(String path) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the answer ends within a line");
      }
      take(1);
      bytes.write(next);
    }
    var line = bytes.toString(UTF_8);
    if (!line.endsWith("\r")) {
      throw mismatch(path, "the end of a line");
    }
    return line.substring(0, line.length() - 1);
  }

  private void take(int bytes) {
    if (bytes > left) {
      throw ApiException.of(Failure.Kind.UNREADABLE, "the answer is larger than 5 MB");
    }
    left -= bytes;
  }

  private static ApiException mismatch(String path, String expected) {
    return ApiException.of(
        Failure.Kind.UNREADABLE, path + ": expected " + expected + ", found something else");
  }
}
