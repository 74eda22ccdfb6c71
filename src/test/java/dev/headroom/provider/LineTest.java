package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines over TLS, to a server with a certificate of its own making.
final class LineTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Deadline DEADLINE =
      new Deadline(() -> Instant.EPOCH, Instant.EPOCH.plus(LONG), LONG);
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;
  private static SSLContext here;
  private static SSLContext elsewhere;

  @BeforeAll
  static void makeCertificates() throws Exception {
    here = context("ip:127.0.0.1");
    elsewhere = context("dns:elsewhere.test");
  }

  @Test
  void speaksOverTlsWhereTheAddressIsHttps() {
    var taken = new ArrayList<String>();
    try (var server = server(here);
        var line =
            Line.to(URI.create(server.address("https")), here.getSocketFactory(), DEADLINE)) {
      var redis = new Redis(line, (kind, words) -> ApiException.of(kind, words));
      redis.signIn(Outside.KEY);
      redis.pop("usage", 1, taken::add);

      assertThat(taken).containsExactly("7");
    }
  }

  @Test
  void tellsItsPasswordToNoServerThatIsNotTrusted() {
    try (var server = server(here)) {
      var outside = new Outside(server.address("https"));

      assertThatThrownBy(() -> outside.api().redis(outside.base(), Outside.KEY, redis -> {}))
          .hasMessage("UNREACHABLE: no trusted TLS connection to 127.0.0.1");
      assertThat(server.commands()).isEmpty();
    }
  }

  @Test
  void tellsItsPasswordToNoServerOfAnotherName() {
    try (var server = server(elsewhere)) {
      var address = URI.create(server.address("https"));

      assertThatThrownBy(() -> Line.to(address, elsewhere.getSocketFactory(), DEADLINE))
          .hasMessage("UNREACHABLE: no trusted TLS connection to 127.0.0.1");
      assertThat(server.commands()).isEmpty();
    }
  }

  private static FakeProxy server(SSLContext context) {
    return new FakeProxy(
        context.getServerSocketFactory(),
        command ->
            command.getFirst().equals("AUTH") ? FakeProxy.says("+OK\r\n") : FakeProxy.list("7"));
  }

  /// A server's certificate for `name`, and the trust in it.
  private static SSLContext context(String name) throws Exception {
    var file = folder.resolve(name.replaceAll("\\W", "-"));
    make(name, file);
    try (var in = Files.newInputStream(file)) {
      return context(in);
    }
  }

  private static SSLContext context(InputStream in) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(in, PASSWORD);
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void make(String name, Path file) throws IOException, InterruptedException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", "server"));
    command.addAll(List.of("-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
    command.addAll(List.of("-keystore", file.toString()));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
