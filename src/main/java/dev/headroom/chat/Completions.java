package dev.headroom.chat;

import dev.headroom.command.Families;
import dev.headroom.command.Grammar;
import dev.headroom.command.Scopes;
import dev.headroom.view.Current;
import dev.headroom.view.Views;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The names that complete what someone types. It never waits: it offers what it knew last and
/// looks for news in the background, so that it also works while the database is away.
public final class Completions {

  private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
  private static final int MOST = 25;
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Views views;
  private final Families families;
  private final InstantSource clock;
  private final Executor background;
  private final AtomicReference<Instant> askedAt = new AtomicReference<>(Instant.EPOCH);
  private volatile List<String> scopeWords = List.of("all");
  private volatile List<String> familyWords = List.of("all");

  /// @param background where the store is asked
  public Completions(Views views, Families families, InstantSource clock, Executor background) {
    this.views = views;
    this.families = families;
    this.clock = clock;
    this.background = background;
  }

  /// At most 25 words: those that start like `typed`, then those that hold it.
  ///
  /// @param kind what is typed: a family, or else a scope
  List<String> of(Grammar.Kind kind, String typed) {
    lookForNews();
    var start = typed.strip().toLowerCase(Locale.ROOT);
    return (kind == Grammar.Kind.FAMILY ? familyWords : scopeWords)
        .stream()
            .filter(word -> word.toLowerCase(Locale.ROOT).contains(start))
            .sorted(Comparator.comparing(word -> !word.toLowerCase(Locale.ROOT).startsWith(start)))
            .limit(MOST)
            .toList();
  }

  private void lookForNews() {
    var now = clock.instant();
    var before = askedAt.get();
    if (Duration.between(before, now).compareTo(FRESH) < 0 || !askedAt.compareAndSet(before, now)) {
      return;
    }
    try {
      background.execute(this::load);
    } catch (RejectedExecutionException e) {
      LOG.debug("completions=unchanged reason=\"shutting down\"");
    }
  }

  private void load() {
    try {
      var accounts = views.accounts();
      scopeWords = new Scopes(accounts.stream().map(Current::account).toList()).words();
      familyWords = families.words(accounts, clock.instant());
    } catch (Views.Unavailable e) {
      LOG.debug("completions=unchanged reason=\"{}\"", e.getMessage());
    }
  }
}
