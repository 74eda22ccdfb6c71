package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.provider.RespReader.Reply;
import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// A conversation in the protocol of Redis, of which a few proxies speak a small part on the port
/// of their API. Nothing is ever asked twice. [Api#redis] opens one.
public final class Redis {

  private final Line line;
  private final RespReader reader;
  private final BiFunction<Kind, String, ApiException> refused;

  /// A conversation on `line`.
  ///
  /// @param refused the failure of a kind, with the server's own words
  Redis(Line line, BiFunction<Kind, String, ApiException> refused) {
    this.line = line;
    this.reader = new RespReader(line.in());
    this.refused = refused;
  }

  void signIn(Secret password) {
    switch (ask("AUTH", password.value())) {
      case Reply.Refusal(var words) -> throw refused.apply(kind(words), words);
      case Reply.Text(var word) when word.equals("OK") -> {}
      case Reply.Text _, Reply.Items _, Reply.Nothing _ ->
          throw ApiException.of(Kind.UNREADABLE, "$: expected OK, found something else");
    }
  }

  /// Takes the oldest of a list away from the server, up to `count`. Each is handed over as soon as
  /// it has arrived: it is gone there, so what breaks later must not take it along.
  ///
  /// @return how many came
  /// @throws ApiException as [Api#redis]
  public int pop(String list, int count, Consumer<String> taken) {
    return switch (ask("LPOP", list, String.valueOf(count))) {
      case Reply.Refusal(var words) -> throw refused.apply(kind(words), words);
      case Reply.Nothing() -> 0;
      case Reply.Text(var text) -> {
        taken.accept(text);
        yield 1;
      }
      case Reply.Items(var size) -> {
        if (size > count) {
          throw ApiException.of(
              Kind.UNREADABLE, "$: expected up to " + count + " items, found " + size);
        }
        items(size, taken);
        yield size;
      }
    };
  }

  private void items(int size, Consumer<String> taken) {
    for (var index = 0; index < size; index++) {
      switch (item(index)) {
        case Reply.Text(var text) -> taken.accept(text);
        case Reply.Nothing() -> taken.accept("null");
        case Reply.Refusal _, Reply.Items _ ->
            throw ApiException.of(
                Kind.UNREADABLE, "$[" + index + "]: expected text, found something else");
      }
    }
  }

  /// Servers tell refusals apart by their words alone.
  private static Kind kind(String refusal) {
    var words = refusal.toLowerCase(Locale.ROOT);
    if (words.contains("banned") || words.contains("remote management")) {
      return Kind.FORBIDDEN;
    }
    var isOfTheKey =
        List.of("noauth", "wrongpass", "management key", "invalid password").stream()
            .anyMatch(words::contains);
    return isOfTheKey ? Kind.AUTH : Kind.NOT_AVAILABLE;
  }

  private Reply ask(String... words) {
    try {
      line.out().write(command(words));
      line.out().flush();
      return reader.answer();
    } catch (IOException e) {
      throw line.broken(e);
    }
  }

  private Reply item(int index) {
    try {
      return reader.item(index);
    } catch (IOException e) {
      throw line.broken(e);
    }
  }

  private static byte[] command(String... words) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("*" + words.length + "\r\n").getBytes(UTF_8));
    for (var word : words) {
      var text = word.getBytes(UTF_8);
      bytes.writeBytes(("$" + text.length + "\r\n").getBytes(UTF_8));
      bytes.writeBytes(text);
      bytes.writeBytes("\r\n".getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
