package dev.headroom.cli;

import dev.headroom.view.Current;
import dev.headroom.view.Refresh;
import java.util.List;

/// What polls have stored of a config's accounts.
public interface Readings extends AutoCloseable {

  /// Each account as it was last read, and those that never were.
  ///
  /// @throws dev.headroom.view.Views.Unavailable when the database is away
  List<Current> last();

  /// Polls one account now as its own poll would be, and waits for it. One that was read moments
  /// ago, or is being read by another Headroom, is not asked twice. What it told is in [#last].
  ///
  /// @throws dev.headroom.view.Views.Unavailable when the database is away
  Refresh.Outcome refresh(String account);

  @Override
  void close();
}
