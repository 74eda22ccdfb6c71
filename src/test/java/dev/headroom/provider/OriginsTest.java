package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1",
        "http://localhost:4000",
        "http://127.0.0.1",
        "http://[::1]:8080",
        "http://[fd12::1]",
        "http://10.1.2.3",
        "http://172.16.0.1",
        "http://172.31.255.1",
        "http://192.168.1.1",
        "http://litellm:4000",
        "http://gate.cluster.local",
        "http://gate.internal"
      })
  void takesHttpsAndTheOwnNetwork(URI address) {
    assertThat(Origins.problem(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.openai.com",
        "http://172.32.0.1",
        "http://172.15.0.1",
        "http://8.8.8.8",
        "http://[2001:db8::1]",
        "http://10.1.2.3.example.com",
        "http://localhost.example.com"
      })
  void sendsNothingInTheClearElsewhere(URI address) {
    assertThat(Origins.problem(address))
        .contains("must be https outside of your own network, was http");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://api.test, 'must be http or https, was ftp'",
    "https://ada:hush@api.test, must not hold a user name or password",
    "api.test, 'must be an absolute http or https address, was null'",
    "https:///v1, 'must be an absolute http or https address, was https'"
  })
  void saysWhatIsWrong(URI address, String problem) {
    assertThat(Origins.problem(address)).contains(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.test/v1, https://API.test:443/other, true",
    "http://api.test, http://api.test:80, true",
    "https://api.test, http://api.test, false",
    "https://api.test, https://api.test:8443, false",
    "https://api.test, https://api.test.evil.test, false",
    "https://api.test, https://evil.test/api.test, false"
  })
  void knowsAnOriginBySchemeHostAndPort(URI one, URI other, boolean same) {
    assertThat(Origins.same(one, other)).isEqualTo(same);
    assertThat(Origins.isAmong(List.of(URI.create("https://first.test"), one), other))
        .isEqualTo(same);
  }
}
