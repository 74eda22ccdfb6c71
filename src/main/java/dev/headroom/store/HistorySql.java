package dev.headroom.store;

import dev.headroom.view.HistoryQuestion.Metric;

/// The statements behind an answer. All read roll-ups, by the key that covers them; slots come back
/// as moments.
final class HistorySql {

  private HistorySql() {}

  static String figures(Metric metric, boolean isHourly) {
    return switch (metric) {
      case COST -> isHourly ? COST_BY_HOUR : COST_BY_DAY;
      case TOKENS -> usage(isHourly, isHourly ? "tokens" : TOKENS, "tokens");
      case REQUESTS -> usage(isHourly, "requests", "requests");
      case QUOTA -> usage(isHourly, "used_percent", "percent");
    };
  }

  /// Cached tokens are among those going in already.
  private static final String TOKENS = "coalesce(tokens_in + tokens_out, tokens_in, tokens_out)";

  private static final String COST_BY_HOUR =
      """
      SELECT account_id, hour AS slot, currency AS unit, amount AS value
      FROM spend_hourly
      WHERE account_id = ANY (:accounts) AND hour BETWEEN :first AND :last
      """;

  private static final String COST_BY_DAY =
      """
      SELECT account_id, day::timestamp AT TIME ZONE 'UTC' AS slot, currency AS unit,
        amount AS value
      FROM spend_daily
      WHERE account_id = ANY (:accounts)
        AND day BETWEEN CAST(CAST(:first AS timestamptz) AT TIME ZONE 'UTC' AS date)
          AND CAST(CAST(:last AS timestamptz) AT TIME ZONE 'UTC' AS date)
      """;

  static String snapshots(boolean isHourly) {
    return "SELECT coalesce(sum(snapshots), 0) FROM " + rows(isHourly);
  }

  private static String usage(boolean isHourly, String value, String unit) {
    return "SELECT account_id, %s AS slot, '%s' AS unit, %s AS value FROM %s"
        .formatted(
            isHourly ? "hour" : "day::timestamp AT TIME ZONE 'UTC'", unit, value, rows(isHourly));
  }

  private static String rows(boolean isHourly) {
    return isHourly
        ? """
        usage_hourly
        WHERE account_id = ANY (:accounts) AND hour BETWEEN :first AND :last
        """
        : """
        usage_daily
        WHERE account_id = ANY (:accounts)
          AND day BETWEEN CAST(CAST(:first AS timestamptz) AT TIME ZONE 'UTC' AS date)
            AND CAST(CAST(:last AS timestamptz) AT TIME ZONE 'UTC' AS date)
        """;
  }
}
