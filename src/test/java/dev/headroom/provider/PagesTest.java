package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.secret.Secret;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PagesTest {

  private static final Request FIRST = Request.get(URI.create("https://acme.test"), "/list");

  @Test
  void readsUntilThereIsNoMore() {
    assertThat(read("{\"has_more\":true,\"next\":\"b\"}", "{\"has_more\":false,\"next\":\"c\"}"))
        .hasSize(2);
  }

  @Test
  void refusesACursorThatComesBack() {
    assertThatThrownBy(
            () -> read("{\"has_more\":true,\"next\":\"b\"}", "{\"has_more\":true,\"next\":\"b\"}"))
        .hasMessage("UNREADABLE: a page points back to an earlier one");
  }

  @Test
  void refusesAPromiseWithoutACursor() {
    assertThatThrownBy(() -> read("{\"has_more\":true,\"next\":null}"))
        .hasMessage("UNREADABLE: $.next: expected a cursor, found null");
  }

  @Test
  void refusesAnAnswerThatDoesNotSayWhetherThereIsMore() {
    assertThatThrownBy(() -> read("{}")).hasMessageContaining("$.has_more");
  }

  @Test
  void endsSomewhere() {
    var count = new int[1];

    assertThatThrownBy(() ->
            Pages.walk(
                cursor -> Json.parse("{\"next\":\"" + count[0]++ + "\"}"),
                Pages.untilAbsent("next")))
        .hasMessage("UNREADABLE: more than 50 pages");
    assertThat(count[0]).isEqualTo(50);
  }

  @Test
  void takesAnAbsentCursorForTheEnd() {
    assertThat(Pages.walk(cursor -> Json.parse("{\"next\":\"\"}"), Pages.untilAbsent("next")))
        .hasSize(1);
  }

  private static List<Json> read(String... pages) {
    return Pages.read(
        new Answering(List.of(pages).iterator()), FIRST, "page", Pages.hasMore("next"));
  }

  private record Answering(Iterator<String> pages) implements Api {
    @Override
    public Answer send(Request request) {
      return new Answer(200, Map.of(), pages.next());
    }

    @Override
    public Secret accessToken(OAuth oauth, Optional<Secret> refused) {
      throw new IllegalStateException("pages need no login");
    }
  }
}
