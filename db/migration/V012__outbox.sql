-- Messages owed to channels. The identity gives the order within a channel.

CREATE TABLE outbox (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key         text        NOT NULL UNIQUE CHECK (length(key) <= 25),
  thread      text        NOT NULL,
  channel     text        NOT NULL,
  edit        boolean     NOT NULL,
  message     jsonb       NOT NULL,
  owed_at     timestamptz NOT NULL,
  state       text        NOT NULL DEFAULT 'owed'
                          CHECK (state IN ('owed', 'sent', 'merged', 'given-up')),
  due_at      timestamptz NOT NULL,
  lease_until timestamptz,
  token       bigint      NOT NULL DEFAULT 0,
  attempts    integer     NOT NULL DEFAULT 0,
  reference   text,
  reason      text,
  finished_at timestamptz
);

CREATE INDEX outbox_owed ON outbox (channel, id) WHERE state = 'owed';
CREATE INDEX outbox_thread ON outbox (thread, channel, id);
CREATE INDEX outbox_finished ON outbox (finished_at) WHERE state <> 'owed';

COMMENT ON COLUMN outbox.thread IS 'the alert, from its opening to its end, that it belongs to';
COMMENT ON COLUMN outbox.edit IS 'takes the place of the thread''s message before it';
COMMENT ON COLUMN outbox.state IS 'merged: an earlier message of its thread went out with its words';
COMMENT ON COLUMN outbox.reference IS 'what the platform calls the message that stands there';
