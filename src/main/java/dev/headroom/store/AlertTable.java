package dev.headroom.store;

import dev.headroom.alert.AlertKey;
import dev.headroom.alert.AlertState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The table `alert`, within someone's transaction.
final class AlertTable {

  private static final RowMapper<AlertState> STATE =
      (row, context) -> EngineJson.read(row.getString("state"), AlertState.class);

  /// One lock for all budgets; any number that nothing else in this database uses.
  private static final long BUDGETS = 7_234_881_001L;

  private final Handle handle;

  AlertTable(Handle handle) {
    this.handle = handle;
  }

  List<AlertState> ofAccount(String account) {
    return handle
        .createQuery(
            """
            SELECT state FROM alert WHERE scope = :account AND rule <> 'BUDGET'
            ORDER BY rule, subject
            """)
        .bind("account", account)
        .map(STATE)
        .list();
  }

  List<AlertState> ofOthers(Set<String> known) {
    return handle
        .createQuery(
            """
            SELECT state FROM alert WHERE scope <> ALL(:known) AND rule <> 'BUDGET'
            ORDER BY scope, rule, subject
            FOR UPDATE
            """)
        .bindArray("known", String.class, known)
        .map(STATE)
        .list();
  }

  List<AlertState> ofBudgetsAlone() {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(:lock)")
        .bind("lock", BUDGETS)
        .mapToMap()
        .one();
    return handle
        .createQuery("SELECT state FROM alert WHERE rule = 'BUDGET' ORDER BY scope, subject")
        .map(STATE)
        .list();
  }

  void keep(AlertState state) {
    handle
        .createUpdate(
            """
            INSERT INTO alert (rule, scope, subject, period, opened_at, severity, state)
            VALUES (:rule, :scope, :subject, :period, :openedAt, :severity, CAST(:state AS jsonb))
            ON CONFLICT (scope, rule, subject, period) DO UPDATE
            SET severity = EXCLUDED.severity, state = EXCLUDED.state
            """)
        .bind("rule", state.key().rule().name())
        .bind("scope", state.key().scope())
        .bind("subject", state.key().subject())
        .bind("period", period(state.key()))
        .bind("openedAt", state.openedAt())
        .bind("severity", state.shown().level().severity().name())
        .bind("state", EngineJson.write(state))
        .execute();
  }

  void delete(AlertKey key) {
    handle
        .createUpdate(
            """
            DELETE FROM alert
            WHERE rule = :rule AND scope = :scope AND subject = :subject AND period = :period
            """)
        .bind("rule", key.rule().name())
        .bind("scope", key.scope())
        .bind("subject", key.subject())
        .bind("period", period(key))
        .execute();
  }

  private static String period(AlertKey key) {
    return key.period().map(Instant::toString).orElse("");
  }
}
