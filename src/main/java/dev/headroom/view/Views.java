package dev.headroom.view;

import java.time.Instant;
import java.util.List;

/// What commands ask of the store. Every method may throw [Unavailable].
public interface Views {

  /// All configured accounts, by id.
  List<Current> accounts();

  /// How a metric went over a range.
  History history(HistoryQuestion question);

  /// All budgets, those from the config file and those set in chat.
  List<BudgetView> budgets(Instant now);

  /// The database can't be asked now; it is retried by itself.
  final class Unavailable extends RuntimeException {
    public Unavailable(String reason) {
      super(reason);
    }

    public Unavailable(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
