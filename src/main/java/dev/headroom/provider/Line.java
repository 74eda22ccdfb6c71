package dev.headroom.provider;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// A line of bytes to one host for what isn't HTTP, over TLS where the address is https. It ends
/// with the poll, however slowly the other side speaks.
final class Line implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final String host;
  private final Socket socket;
  private final Deadline deadline;
  private final InputStream in;
  private final OutputStream out;

  private Line(String host, Socket socket, Deadline deadline) throws IOException {
    this.host = host;
    this.socket = socket;
    this.deadline = deadline;
    this.in = new BufferedInputStream(new Timed(socket, deadline));
    this.out = socket.getOutputStream();
  }

  /// Connects to the host and port of `at`.
  ///
  /// @throws ApiException unreachable
  static Line to(URI at, SSLSocketFactory tls, Deadline deadline) {
    var host = at.getHost().replaceAll("[\\[\\]]", "");
    var isSecure = "https".equalsIgnoreCase(at.getScheme());
    var usual = isSecure ? 443 : 80;
    var port = at.getPort() < 0 ? usual : at.getPort();
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), millis(shorter(CONNECT, deadline.left())));
      socket.setSoTimeout(millis(deadline.left()));
      return new Line(host, isSecure ? secured(socket, host, port, tls) : socket, deadline);
    } catch (IOException e) {
      close(socket);
      throw Unreachable.of(host, e, deadline);
    }
  }

  private static Socket secured(Socket socket, String host, int port, SSLSocketFactory tls)
      throws IOException {
    var secured = (SSLSocket) tls.createSocket(socket, host, port, true);
    var parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  ApiException broken(IOException e) {
    return Unreachable.of(host, e, deadline);
  }

  @Override
  public void close() {
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way, and all that was said on it has been read.
    }
  }

  private static Duration shorter(Duration one, Duration two) {
    return one.compareTo(two) < 0 ? one : two;
  }

  /// At least one: zero would wait for ever.
  private static int millis(Duration time) {
    return Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE);
  }

  /// Waits for each byte no longer than the poll may take.
  private static final class Timed extends FilterInputStream {

    private final Socket socket;
    private final Deadline deadline;

    Timed(Socket socket, Deadline deadline) throws IOException {
      super(socket.getInputStream());
      this.socket = socket;
      this.deadline = deadline;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      socket.setSoTimeout(millis(deadline.left()));
      return super.read(bytes, from, most);
    }
  }
}
