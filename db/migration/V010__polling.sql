-- Which account is due. One row for each account, so that however long nobody polled, each is
-- polled once.

CREATE TABLE account_poll (
  account_id  text        NOT NULL PRIMARY KEY,
  next_at     timestamptz NOT NULL,
  polled_at   timestamptz,
  lease_until timestamptz,
  token       bigint      NOT NULL DEFAULT 0,
  attempts    integer     NOT NULL DEFAULT 0,
  failures    integer     NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE INDEX account_poll_next_at ON account_poll (next_at);

COMMENT ON COLUMN account_poll.lease_until IS 'while in the future, someone polls it; null: nobody';
COMMENT ON COLUMN account_poll.token IS 'grows with every lease: only the latest may write';
COMMENT ON COLUMN account_poll.attempts IS 'leases since the last poll that was written';
COMMENT ON COLUMN account_poll.failures IS 'failed polls in a row';
