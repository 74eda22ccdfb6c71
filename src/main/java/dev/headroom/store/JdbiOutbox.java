package dev.headroom.store;

import dev.headroom.message.Message;
import dev.headroom.outbox.Parcel;
import dev.headroom.outbox.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The messages owed, in the table `outbox`.
public final class JdbiOutbox implements Queue {

  private static final RowMapper<Parcel> PARCEL =
      (row, context) ->
          new Parcel(
              row.getLong("id"),
              row.getLong("token"),
              row.getString("channel"),
              row.getString("key"),
              EngineJson.read(row.getString("message"), Message.class),
              row.getBoolean("edit"),
              Optional.ofNullable(row.getString("reference")),
              row.getInt("attempts") - 1,
              row.getTimestamp("owed_at").toInstant());

  private final Database database;

  public JdbiOutbox(Database database) {
    this.database = database;
  }

  @Override
  public List<Parcel> claim(int atMost, Instant now, Duration lease) {
    return database.transaction(handle ->
        lease(handle, atMost, now, now.plus(lease)).stream()
            .map(id -> parcel(handle, id, now))
            .toList());
  }

  /// The first message of each channel, unless it waits or someone has it.
  private static List<Long> lease(Handle handle, int atMost, Instant now, Instant until) {
    return handle
        .createQuery(
            """
            UPDATE outbox SET lease_until = :until, token = token + 1, attempts = attempts + 1
            WHERE id IN (
              SELECT id FROM outbox
              WHERE id IN (SELECT min(id) FROM outbox WHERE state = 'owed' GROUP BY channel)
                AND state = 'owed'
                AND due_at <= :now
                AND (lease_until IS NULL OR lease_until <= :now)
              ORDER BY due_at
              LIMIT :most
              FOR UPDATE SKIP LOCKED)
            RETURNING id
            """)
        .bind("until", until)
        .bind("now", now)
        .bind("most", atMost)
        .mapTo(Long.class)
        .list();
  }

  /// The message as it is to go out: with the words of what its thread is owed besides. A message
  /// that was never tried takes them all; any other takes edits only.
  private static Parcel parcel(Handle handle, long id, Instant now) {
    merge(handle, id, now);
    return handle
        .createQuery(
            """
            SELECT o.id, o.token, o.channel, o.key, o.message, o.edit, o.attempts, o.owed_at,
              (SELECT b.reference FROM outbox b
               WHERE o.edit AND b.thread = o.thread AND b.channel = o.channel AND b.id < o.id
                 AND NOT b.edit AND b.state <> 'merged'
               ORDER BY b.id DESC LIMIT 1) AS reference
            FROM outbox o WHERE o.id = :id
            """)
        .bind("id", id)
        .map(PARCEL)
        .one();
  }

  /// Gives the message the words of the last that may be merged into it, and is done with those. A
  /// message that may have arrived gets their words too, but leaves them to be delivered.
  private static void merge(Handle handle, long id, Instant now) {
    handle
        .createUpdate(
            """
            WITH later AS (
              SELECT n.id, n.message, o.edit OR o.attempts = 1 AS is_done
              FROM outbox n JOIN outbox o
                ON n.thread = o.thread AND n.channel = o.channel AND n.id > o.id
              WHERE o.id = :id AND n.state = 'owed'
                AND (NOT o.edit AND o.attempts = 1
                  OR NOT EXISTS (
                    SELECT 1 FROM outbox s
                    WHERE s.thread = o.thread AND s.channel = o.channel AND NOT s.edit
                      AND s.id > o.id AND s.id <= n.id))
            ), done AS (
              UPDATE outbox SET state = 'merged', finished_at = :now
              WHERE id IN (SELECT id FROM later WHERE is_done)
            )
            UPDATE outbox SET message = (SELECT message FROM later ORDER BY id DESC LIMIT 1)
            WHERE id = :id AND EXISTS (SELECT 1 FROM later)
            """)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  @Override
  public void sent(Parcel parcel, String reference, Instant now) {
    finish(parcel, "sent", reference, "", now);
  }

  @Override
  public void giveUp(Parcel parcel, String reason, Instant now) {
    finish(parcel, "given-up", null, reason, now);
  }

  private void finish(
      Parcel parcel, String state, @Nullable String reference, String reason, Instant now) {
    database.transaction(handle ->
        handle
            .createUpdate(
                """
                UPDATE outbox
                SET state = :state, reference = :reference, reason = :reason,
                    finished_at = :now, lease_until = NULL
                WHERE id = :id AND token = :token AND state = 'owed'
                """)
            .bind("state", state)
            .bind("reference", reference)
            .bind("reason", reason)
            .bind("now", now)
            .bind("id", parcel.id())
            .bind("token", parcel.token())
            .execute());
  }

  @Override
  public void later(Parcel parcel, Instant due, String reason, boolean tried) {
    database.transaction(handle ->
        handle
            .createUpdate(
                """
                UPDATE outbox
                SET due_at = :due, reason = :reason, lease_until = NULL,
                    attempts = attempts - :untried
                WHERE id = :id AND token = :token AND state = 'owed'
                """)
            .bind("due", due)
            .bind("reason", reason)
            .bind("untried", tried ? 0 : 1)
            .bind("id", parcel.id())
            .bind("token", parcel.token())
            .execute());
  }

  @Override
  public List<Problem> problems(Instant since) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                SELECT channel, message ->> 'summary' AS summary, reason, finished_at
                FROM outbox WHERE state = 'given-up' AND finished_at >= :since
                ORDER BY finished_at DESC, id DESC
                """)
            .bind("since", since)
            .map((row, context) ->
                new Problem(
                    row.getString("channel"),
                    row.getString("summary"),
                    row.getString("reason"),
                    row.getTimestamp("finished_at").toInstant()))
            .list());
  }

  @Override
  public int owed() {
    return database.with(handle ->
        handle
            .createQuery("SELECT count(*) FROM outbox WHERE state = 'owed'")
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public void sweep(Instant before) {
    database.transaction(handle ->
        handle
            .createUpdate("DELETE FROM outbox WHERE state <> 'owed' AND finished_at < :before")
            .bind("before", before)
            .execute());
  }
}
