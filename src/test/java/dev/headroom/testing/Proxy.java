package dev.headroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A TCP port in front of another that can be shut and opened, to play an outage. It is shut at
/// first. Shut, it hangs up on who calls, but keeps its port: another program would take it.
public final class Proxy implements AutoCloseable {

  private final InetSocketAddress target;
  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean open;

  public Proxy(String host, int targetPort) {
    this.target = new InetSocketAddress(host, targetPort);
    this.server = listen();
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /// Cuts every connection, and each new one at once.
  public void shut() {
    open = false;
    sockets.removeIf(socket -> {
      closeQuietly(socket);
      return true;
    });
  }

  /// Lets connections through.
  public void open() {
    open = true;
  }

  @Override
  public void close() {
    closeQuietly(server);
    shut();
  }

  private void accept() {
    try {
      while (true) {
        var from = server.accept();
        var to = new Socket();
        sockets.addAll(List.of(from, to));
        start(() -> connect(from, to));
      }
    } catch (IOException e) {
      closeQuietly(server);
    }
  }

  private void connect(Socket from, Socket to) {
    try {
      if (open) {
        to.connect(target);
        start(() -> pump(to, from));
        pump(from, to);
      }
    } catch (IOException e) {
      closeQuietly(to);
    }
    closeQuietly(from);
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      closeQuietly(from);
    }
    closeQuietly(to);
  }

  /// The network waits for nobody's virtual threads.
  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().name("proxy").start(work);
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closeQuietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
