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
/// first.
public final class Proxy implements AutoCloseable {

  private final InetSocketAddress target;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private ServerSocket server;

  public Proxy(String host, int targetPort) {
    this.target = new InetSocketAddress(host, targetPort);
    this.server = listen(0);
    this.port = server.getLocalPort();
    shut();
  }

  public int port() {
    return port;
  }

  /// Refuses connections from now on and cuts those that are open.
  public void shut() {
    closeQuietly(server);
    sockets.forEach(Proxy::closeQuietly);
    sockets.clear();
  }

  /// Lets connections through.
  public void open() {
    var listening = listen(port);
    server = listening;
    Thread.ofVirtual().start(() -> accept(listening));
  }

  @Override
  public void close() {
    shut();
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        var from = listening.accept();
        var to = new Socket();
        sockets.addAll(List.of(from, to));
        to.connect(target);
        Thread.ofVirtual().start(() -> pump(from, to));
        Thread.ofVirtual().start(() -> pump(to, from));
      }
    } catch (IOException e) {
      closeQuietly(listening);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      closeQuietly(from);
    }
    closeQuietly(to);
  }

  private static ServerSocket listen(int port) {
    try {
      var server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return server;
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
