package dev.headroom.store;

import dev.headroom.message.Message;
import dev.headroom.outbox.Queue;
import dev.headroom.outbox.QueueContract;
import dev.headroom.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

final class JdbiOutboxTest implements QueueContract {

  private static final TestDatabase DB = TestDatabase.create();

  @AfterAll
  static void dropDatabase() {
    DB.close();
  }

  @BeforeEach
  void empty() {
    DB.database().with(handle -> handle.execute("TRUNCATE outbox RESTART IDENTITY"));
  }

  @Override
  public Queue queue() {
    return new JdbiOutbox(DB.database());
  }

  @Override
  public void owe(String thread, String channel, boolean edit, String words) {
    DB.database()
        .with(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO outbox (key, thread, channel, edit, message, owed_at, due_at)
                    VALUES (:key, :thread, :channel, :edit, CAST(:message AS jsonb), :at, :at)
                    """)
                .bind("key", words)
                .bind("thread", thread)
                .bind("channel", channel)
                .bind("edit", edit)
                .bind("message", EngineJson.write(Message.of(words)))
                .bind("at", NOON)
                .execute());
  }
}
