package dev.headroom.provider;

import dev.headroom.usage.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads an answer that comes in pages, all of it or none: a missing page would be a wrong sum.
public final class Pages {

  private static final int MOST = 50;

  private Pages() {}

  /// Sends `first`, and again with `parameter` set to the cursor that `next` finds in each page.
  ///
  /// @throws ApiException unreadable, when a cursor comes back or there are more than 50 pages
  public static List<Json> read(
      Api api, Request first, String parameter, Function<Json, Optional<String>> next) {
    return walk(
        cursor -> api.send(cursor.map(value -> first.query(parameter, value)).orElse(first)).json(),
        next);
  }

  /// As [#read], for vendors that take the cursor elsewhere than in the query.
  ///
  /// @param fetch gets the page behind a cursor; the first one without
  public static <P> List<P> walk(
      Function<Optional<String>, P> fetch, Function<P, Optional<String>> next) {
    var pages = new ArrayList<P>();
    var seen = new HashSet<String>();
    var cursor = Optional.<String>empty();
    do {
      var page = fetch.apply(cursor);
      pages.add(page);
      cursor = next.apply(page);
      if (cursor.isPresent() && !seen.add(cursor.get())) {
        throw unreadable("a page points back to an earlier one");
      }
      if (pages.size() == MOST && cursor.isPresent()) {
        throw unreadable("more than " + MOST + " pages");
      }
    } while (cursor.isPresent());
    return List.copyOf(pages);
  }

  /// Finds the cursor in the field `cursor`, of pages that tell in `has_more` whether there is one.
  public static Function<Json, Optional<String>> hasMore(String cursor) {
    return page ->
        page.at("has_more").flag() ? Optional.of(present(page.at(cursor))) : Optional.empty();
  }

  /// Finds the cursor in the field `cursor`, of pages that simply leave it out on the last one.
  public static Function<Json, Optional<String>> untilAbsent(String cursor) {
    return page -> page.at(cursor).findText().filter(text -> !text.isEmpty());
  }

  /// Finds the cursor of pages that a library has read, which is null on the last one.
  public static <P> Function<P, Optional<String>> until(Function<P, @Nullable String> cursor) {
    return page -> Optional.ofNullable(cursor.apply(page)).filter(text -> !text.isEmpty());
  }

  private static String present(Json cursor) {
    return cursor
        .findText()
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> cursor.mismatch("a cursor"));
  }

  private static ApiException unreadable(String reason) {
    return ApiException.of(Failure.Kind.UNREADABLE, reason);
  }
}
