package dev.headroom.store;

import dev.headroom.usage.Budget;
import dev.headroom.usage.Money;
import dev.headroom.usage.Scope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The budgets as they are stored, each change written down. Of two for the same scope and rhythm
/// the one set in chat holds until it is removed; then the config file's holds again.
final class BudgetTable {

  static final String CHAT = "chat";
  static final String CONFIG = "config";

  private static final String COLUMNS =
      "scope, rhythm, origin, amount, currency, warn_at, set_by, set_at";

  private BudgetTable() {}

  /// Those that hold, by scope and rhythm.
  static List<Budget> all(Handle handle) {
    return handle
        .select(
            """
            SELECT DISTINCT ON (scope, rhythm) %s FROM budget ORDER BY scope, rhythm, origin
            """
                .formatted(COLUMNS))
        .map((row, context) -> read(row))
        .list();
  }

  static List<Budget> from(Handle handle, String origin) {
    return handle
        .createQuery(
            "SELECT %s FROM budget WHERE origin = :origin ORDER BY scope, rhythm"
                .formatted(COLUMNS))
        .bind("origin", origin)
        .map((row, context) -> read(row))
        .list();
  }

  static Optional<Budget> find(Handle handle, Scope scope, Budget.Rhythm rhythm) {
    return all(handle).stream()
        .filter(budget -> budget.scope().equals(scope) && budget.rhythm() == rhythm)
        .findFirst();
  }

  static void put(Handle handle, Budget budget, String origin) {
    bound(
            handle.createUpdate(
                """
                INSERT INTO budget (%s)
                VALUES (:scope, :rhythm, :origin, :amount, :currency,
                  CAST(:warnAt AS numeric[]), :by, :at)
                ON CONFLICT (scope, rhythm, origin) DO UPDATE SET
                  amount = EXCLUDED.amount,
                  currency = EXCLUDED.currency,
                  warn_at = EXCLUDED.warn_at,
                  set_by = EXCLUDED.set_by,
                  set_at = EXCLUDED.set_at
                """
                    .formatted(COLUMNS)),
            budget,
            origin)
        .bind("by", budget.setBy())
        .bind("at", budget.setAt())
        .execute();
    write(handle, "set", budget, origin, budget.setBy(), budget.setAt());
  }

  static Optional<Budget> remove(
      Handle handle, Scope scope, Budget.Rhythm rhythm, String origin, String by, Instant at) {
    var removed =
        handle
            .createQuery(
                """
                DELETE FROM budget
                WHERE scope = :scope AND rhythm = :rhythm AND origin = :origin
                RETURNING %s
                """
                    .formatted(COLUMNS))
            .bind("scope", scope.toText())
            .bind("rhythm", rhythm.name())
            .bind("origin", origin)
            .map((row, context) -> read(row))
            .findOne();
    removed.ifPresent(budget -> write(handle, "removed", budget, origin, by, at));
    return removed;
  }

  private static void write(
      Handle handle, String what, Budget budget, String origin, String by, Instant at) {
    bound(
            handle.createUpdate(
                """
                INSERT INTO budget_change (changed_at, changed_by, what, scope, rhythm, origin,
                  amount, currency, warn_at)
                VALUES (:at, :by, :what, :scope, :rhythm, :origin, :amount, :currency,
                  CAST(:warnAt AS numeric[]))
                """),
            budget,
            origin)
        .bind("what", what)
        .bind("by", by)
        .bind("at", at)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Budget budget, String origin) {
    return statement
        .bind("scope", budget.scope().toText())
        .bind("rhythm", budget.rhythm().name())
        .bind("origin", origin)
        .bind("amount", budget.limit().amount())
        .bind("currency", budget.limit().currency())
        .bindArray(
            "warnAt",
            String.class,
            budget.warnAt().stream().map(BigDecimal::toPlainString).toList());
  }

  private static Budget read(ResultSet row) throws SQLException {
    return new Budget(
        Scope.parse(row.getString("scope")),
        Budget.Rhythm.valueOf(row.getString("rhythm")),
        new Money(row.getBigDecimal("amount"), row.getString("currency")),
        Arrays.stream((BigDecimal[]) row.getArray("warn_at").getArray()).toList(),
        row.getString("set_by"),
        row.getObject("set_at", OffsetDateTime.class).toInstant());
  }
}
