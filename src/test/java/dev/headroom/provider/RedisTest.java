package dev.headroom.provider;

import static dev.headroom.provider.FakeProxy.breaksOff;
import static dev.headroom.provider.FakeProxy.list;
import static dev.headroom.provider.FakeProxy.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.provider.FakeProxy.Said;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The protocol of Redis, from the [Api] to a server on this machine.
final class RedisTest {

  private final List<String> taken = new ArrayList<>();

  @Test
  void signsInAndTakesWhatTheServerHas() {
    try (var server = answering(list("{\"a\": 1}", "ü\r\n"))) {
      var outside = new Outside(server.address("http"));

      assertThat(popped(outside)).isEqualTo(2);
      assertThat(taken).containsExactly("{\"a\": 1}", "ü\r\n");
      assertThat(server.commands())
          .containsExactly(List.of("AUTH", Outside.KEY.value()), List.of("LPOP", "usage", "100"));
    }
  }

  @ParameterizedTest
  @CsvSource({"*0", "*-1", "$-1"})
  void takesNothingFromAnEmptyList(String answer) {
    try (var server = answering(says(answer + "\r\n"))) {
      assertThat(popped(new Outside(server.address("http")))).isZero();
      assertThat(taken).isEmpty();
    }
  }

  @Test
  void keepsWhateverComesInPlaceOfAText() {
    try (var server = answering(says("*4\r\n$-1\r\n:5\r\n+six\r\n$1\r\n7\r\n"))) {
      assertThat(popped(new Outside(server.address("http")))).isEqualTo(4);
      assertThat(taken).containsExactly("null", "5", "six", "7");
    }
  }

  @Test
  void takesTheOneThatComesWithoutAList() {
    try (var server = answering(says("$1\r\n7\r\n"))) {
      assertThat(popped(new Outside(server.address("http")))).isEqualTo(1);
      assertThat(taken).containsExactly("7");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ERR invalid management key             | AUTH          | the credential was refused: ERR invalid management key
          ERR missing management key             | AUTH          | the credential was refused: ERR missing management key
          WRONGPASS invalid username-password    | AUTH          | the credential was refused: WRONGPASS invalid username-password
          NOAUTH Authentication required.        | AUTH          | the credential was refused: NOAUTH Authentication required
          ERR you sent hush-4711-hush, which is no management key | AUTH | the credential was refused: ERR you sent ***, which is no management key
          ERR IP banned due to too many failed attempts. Try again in 29m12s | FORBIDDEN | the credential is not allowed to do this: ERR IP banned due to too many failed attempts. Try again in 29m12s
          ERR remote management disabled         | FORBIDDEN     | the credential is not allowed to do this: ERR remote management disabled
          ERR remote management key not set      | FORBIDDEN     | the credential is not allowed to do this: ERR remote management key not set
          ERR unknown command 'auth'             | NOT_AVAILABLE | what was asked is not there: ERR unknown command 'auth'
          ERR redis usage output disabled in home mode | NOT_AVAILABLE | what was asked is not there: ERR redis usage output disabled in home mode
          """)
  void tellsRefusalsApart(String words, Kind kind, String reason) {
    try (var server = new FakeProxy(any -> says("-" + words + "\r\n"))) {
      assertThat(failure(server)).isEqualTo(Failure.of(kind, reason));
      assertThat(server.commands()).as("nothing after the refusal").hasSize(1);
    }
    try (var server = answering(says("-" + words + "\r\n"))) {
      assertThat(failure(server)).isEqualTo(Failure.of(kind, reason));
    }
  }

  @Test
  void knowsAServerOfHttpByItsAnswer() {
    try (var server = new FakeProxy(any -> breaksOff("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      assertThat(failure(server))
          .isEqualTo(
              Failure.of(
                  Kind.NOT_AVAILABLE, "the server answers in HTTP to the protocol of Redis"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "'*2\r\n$1\r\n7\r\n', 1",
    "'*2\r\n$1\r\n7\r\n$9\r\nhal', 1",
    "'*2\r\n$1\r\n7\r\n$9', 1"
  })
  void keepsWhatCameBeforeTheConnectionBroke(String bytes, int came) {
    try (var server = answering(breaksOff(bytes))) {
      assertThat(failure(server))
          .isEqualTo(Failure.of(Kind.UNREACHABLE, "the connection to 127.0.0.1 broke"));
      assertThat(taken).hasSize(came);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{}\r\n', '$: expected an answer of Redis', 0",
    "'\r\n', '$: expected an answer of Redis', 0",
    "'*2\n', '$: expected the end of a line', 0",
    "'*many\r\n', '$: expected a length', 0",
    "'*-2\r\n', '$: expected a length', 0",
    "'*101\r\n', '$: expected up to 100 items', 0",
    "'*2\r\n$1\r\n7\r\n$x\r\n', '$[1]: expected a length', 1",
    "'*2\r\n$1\r\n7\r\n$1\r\n78\r\n', '$[1]: expected a text of 1 bytes', 1",
    "'*2\r\n$1\r\n7\r\n*0\r\n', '$[1]: expected text', 1",
    "'*2\r\n$1\r\n7\r\n-ERR\r\n', '$[1]: expected text', 1",
    "'*2\r\n$1\r\n7\r\n$5242880\r\n', 'the answer is larger than 5 MB', 1",
    "'$999999999\r\n', 'the answer is larger than 5 MB', 0"
  })
  void saysWhereAnAnswerIsNoneOfRedis(String bytes, String reason, int came) {
    try (var server = answering(says(bytes))) {
      assertThat(failure(server).kind()).isEqualTo(Kind.UNREADABLE);
      assertThat(failure(server).reason()).startsWith(reason);
      assertThat(taken).hasSize(2 * came);
    }
  }

  @Test
  void readsNoMoreThanFiveMegabytesOfALine() {
    try (var server = answering(says("+" + "x".repeat(5 << 20) + "\r\n"))) {
      assertThat(failure(server).reason()).isEqualTo("the answer is larger than 5 MB");
    }
  }

  @Test
  void waitsNoLongerThanThePollMay() {
    try (var server = new FakeProxy(any -> says(""))) {
      var api =
          new Outside(server.address("http"))
              .api("acme-1", server.address("http"), Duration.ofMillis(100));

      assertThatThrownBy(
              () -> api.redis(URI.create(server.address("http")), Outside.KEY, redis -> {}))
          .hasMessage("UNREACHABLE: no answer in time from 127.0.0.1");
    }
  }

  @Test
  void endsWithThePollHoweverMuchThereIs() {
    try (var server = answering(list("7"))) {
      var outside = new Outside(server.address("http"));

      assertThatThrownBy(() ->
              outside
                  .api()
                  .redis(
                      outside.base(),
                      Outside.KEY,
                      redis -> {
                        redis.pop("usage", 100, taken::add);
                        outside.passes(Outside.TIMEOUT);
                        redis.pop("usage", 100, taken::add);
                      }))
          .hasMessage("UNREACHABLE: no answer within 20.0 s");
      assertThat(taken).containsExactly("7");
    }
  }

  @Test
  void sendsThePasswordToNoOriginThatTheAccountDidNotConfigure() {
    try (var server = answering(list())) {
      var elsewhere = new Outside("http://127.0.0.1:1").api();

      assertThatThrownBy(
              () -> elsewhere.redis(URI.create(server.address("http")), Outside.KEY, redis -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("is not an origin its options name");
      assertThat(server.visits()).isZero();
    }
  }

  @Test
  void sendsNoPasswordInTheClear() {
    var address = "http://api.example.com";
    var api = new Outside(address).api("acme-1", address, Outside.TIMEOUT);

    assertThatThrownBy(() -> api.redis(URI.create(address), Outside.KEY, redis -> {}))
        .hasMessage(
            "NOT_AVAILABLE: the configured address must be https outside of your own network, was"
                + " http");
  }

  @Test
  void saysThatNobodyIsThere() {
    assertThatThrownBy(() -> popped(new Outside("http://127.0.0.1:1")))
        .hasMessage("UNREACHABLE: no connection to 127.0.0.1");
  }

  /// A server that lets in whoever comes, and gives `said` to every LPOP.
  private static FakeProxy answering(Said said) {
    return new FakeProxy(command -> command.getFirst().equals("AUTH") ? says("+OK\r\n") : said);
  }

  private int popped(Outside outside) {
    var counts = new ArrayList<Integer>();
    outside
        .api()
        .redis(
            outside.base(), Outside.KEY, redis -> counts.add(redis.pop("usage", 100, taken::add)));
    return counts.getFirst();
  }

  private Failure failure(FakeProxy server) {
    var outside = new Outside(server.address("http"));
    return catchThrowableOfType(ApiException.class, () -> popped(outside)).failure();
  }
}
