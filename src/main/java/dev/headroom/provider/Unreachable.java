package dev.headroom.provider;

import dev.headroom.usage.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// Why a host gave no answer, in words that are safe to show.
final class Unreachable {

  private Unreachable() {}

  static ApiException of(String host, IOException e, Deadline deadline) {
    if (!deadline.allows(Duration.ofMillis(1))) {
      return deadline.passed();
    }
    return ApiException.of(
        Failure.Kind.UNREACHABLE,
        switch (e) {
          case UnknownHostException unknown -> "the host " + host + " is not known";
          case ConnectException refused -> "no connection to " + host;
          case SSLException tls -> "no trusted TLS connection to " + host;
          case InterruptedIOException slow -> "no answer in time from " + host;
          default -> "the connection to " + host + " broke";
        });
  }
}
