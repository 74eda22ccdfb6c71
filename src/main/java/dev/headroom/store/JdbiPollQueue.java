package dev.headroom.store;

import dev.headroom.poll.Lease;
import dev.headroom.poll.Queue;
import dev.headroom.poll.Thrift;
import dev.headroom.usage.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Which account is due, in the table `account_poll`.
public final class JdbiPollQueue implements Queue {

  private static final Duration FORGIVE_AFTER = Duration.ofMinutes(1);

  /// The kinds of failure whose pause nobody can shorten.
  private static final List<String> HEAL =
      Arrays.stream(Failure.Kind.values())
          .filter(Failure.Kind::healsByItself)
          .map(Enum::name)
          .toList();

  /// [Failure#heldUntil()] of each account's last failure.
  private static final String HELD =
      """
      SELECT account_id, trouble_retry_at AS until
      FROM account_current
      WHERE trouble_retry_at IS NOT NULL AND trouble_kind = ANY(:heal)
      """;

  /// That nobody polls the account and that [Thrift] lets it be asked.
  private static final String IS_FREE =
      """
      (lease_until IS NULL OR lease_until <= :now)
      AND (spent_at IS NULL OR spent_at <= :latest OR account_id <> ALL(:spenders))
      """;

  private static final String TAKEN =
      """
      lease_until = :until, token = token + 1, attempts = attempts + 1,
      spent_at = CASE WHEN account_id = ANY(:spenders) THEN :now ELSE spent_at END
      """;

  private static final RowMapper<Lease> LEASE =
      (row, context) ->
          new Lease(row.getString("account_id"), row.getLong("token"), row.getInt("failures"));

  private final Database database;

  public JdbiPollQueue(Database database) {
    this.database = database;
  }

  @Override
  public void enrol(Set<String> accounts, Instant now) {
    database.transaction(handle -> {
      removeOthers(handle, accounts);
      addNew(handle, accounts, now);
      forgive(handle, now);
      return true;
    });
  }

  /// Makes it hold these accounts too. New ones are due at once.
  public void add(Set<String> accounts, Instant now) {
    database.transaction(handle -> {
      addNew(handle, accounts, now);
      return true;
    });
  }

  @Override
  public List<Lease> claim(
      Set<String> known, int atMost, Thrift thrift, Instant now, Duration lease) {
    return database.transaction(handle ->
        handle
            .createQuery(
                """
                UPDATE account_poll
                SET %s
                WHERE account_id IN (
                  SELECT account_id FROM account_poll
                  WHERE next_at <= :now
                    AND %s
                    AND account_id = ANY(:known)
                  ORDER BY next_at
                  LIMIT :most
                  FOR UPDATE SKIP LOCKED)
                RETURNING account_id, token, failures
                """
                    .formatted(TAKEN, IS_FREE))
            .bind("until", now.plus(lease))
            .bind("now", now)
            .bindArray("known", String.class, known)
            .bindArray("spenders", String.class, thrift.spenders())
            .bind("latest", Thrift.latest(now))
            .bind("most", atMost)
            .map(LEASE)
            .list());
  }

  @Override
  public Ahead claimAhead(
      String account, Duration floor, Thrift thrift, Instant now, Duration lease) {
    return database.transaction(handle ->
        claimOne(handle, account, now.minus(floor), thrift, now, now.plus(lease))
            .<Ahead>map(Ahead.Claimed::new)
            .orElseGet(() -> refusal(handle, account, thrift, now)));
  }

  private static Ahead refusal(Handle handle, String account, Thrift thrift, Instant now) {
    if (isLeased(handle, account, now)) {
      return new Ahead.Underway();
    }
    return heldUntil(handle, account)
        .filter(now::isBefore)
        .<Ahead>map(Ahead.Held::new)
        .or(() -> thrift.restsUntil(account, spentAt(handle, account), now).map(Ahead.Resting::new))
        .orElseGet(Ahead.TooSoon::new);
  }

  private static Optional<Instant> spentAt(Handle handle, String account) {
    return handle
        .createQuery("SELECT spent_at FROM account_poll WHERE account_id = :account")
        .bind("account", account)
        .mapTo(Instant.class)
        .findOne();
  }

  private static Optional<Instant> heldUntil(Handle handle, String account) {
    return handle
        .createQuery("SELECT until FROM (" + HELD + ") AS held WHERE account_id = :account")
        .bind("account", account)
        .bindArray("heal", String.class, HEAL)
        .mapTo(Instant.class)
        .findOne();
  }

  /// Makes an account due now, if it is not already: someone has put right why it waits. An account
  /// that is not enrolled stays so.
  public void hasten(String account, Instant now) {
    database.with(handle ->
        handle
            .createUpdate(
                """
                UPDATE account_poll SET next_at = :now
                WHERE account_id = :account AND next_at > :now
                """)
            .bind("account", account)
            .bind("now", now)
            .execute());
  }

  private static Optional<Lease> claimOne(
      Handle handle,
      String account,
      Instant polledBefore,
      Thrift thrift,
      Instant now,
      Instant until) {
    return handle
        .createQuery(
            """
            UPDATE account_poll
            SET %s
            WHERE account_id = :account
              AND (polled_at IS NULL OR polled_at <= :polledBefore)
              AND %s
              AND account_id NOT IN (SELECT account_id FROM (%s) AS held WHERE until > :now)
            RETURNING account_id, token, failures
            """
                .formatted(TAKEN, IS_FREE, HELD))
        .bindArray("heal", String.class, HEAL)
        .bindArray("spenders", String.class, thrift.spenders())
        .bind("latest", Thrift.latest(now))
        .bind("until", until)
        .bind("account", account)
        .bind("polledBefore", polledBefore)
        .bind("now", now)
        .map(LEASE)
        .findOne();
  }

  private static boolean isLeased(Handle handle, String account, Instant now) {
    return handle
        .createQuery(
            """
            SELECT count(*) > 0 FROM account_poll
            WHERE account_id = :account AND lease_until > :now
            """)
        .bind("account", account)
        .bind("now", now)
        .mapTo(Boolean.class)
        .one();
  }

  private static void removeOthers(Handle handle, Set<String> accounts) {
    handle
        .createUpdate("DELETE FROM account_poll WHERE account_id <> ALL(:accounts)")
        .bindArray("accounts", String.class, accounts)
        .execute();
  }

  private static void addNew(Handle handle, Set<String> accounts, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO account_poll (account_id, next_at)
            SELECT id, :now FROM unnest(:accounts) AS id ORDER BY id
            ON CONFLICT (account_id) DO NOTHING
            """)
        .bind("now", now)
        .bindArray("accounts", String.class, accounts)
        .execute();
  }

  private static void forgive(Handle handle, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE account_poll SET next_at = :now
            WHERE failures > 0 AND next_at > :now AND polled_at <= :polledBefore
              AND account_id NOT IN (SELECT account_id FROM (%s) AS held WHERE until > :now)
            """
                .formatted(HELD))
        .bindArray("heal", String.class, HEAL)
        .bind("now", now)
        .bind("polledBefore", now.minus(FORGIVE_AFTER))
        .execute();
  }
}
