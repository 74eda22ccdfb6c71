-- Accounts, what is known of each now, and their history.
--
-- `snapshot` is the raw record. It is partitioned by week, created ahead and dropped whole; nothing
-- that a person asks reads it. The roll-ups beside it are written in the transaction that inserts
-- the snapshot. Days are UTC days, as providers bill.

CREATE TABLE account (
  id            text        NOT NULL PRIMARY KEY,
  provider      text        NOT NULL,
  name          text        NOT NULL,
  owner         text,
  warning       numeric     NOT NULL,
  critical      numeric     NOT NULL,
  every_seconds bigint      NOT NULL,
  removed_at    timestamptz
);

COMMENT ON COLUMN account.removed_at IS 'when it left the config file; its history stays';

CREATE TABLE account_current (
  account_id       text        NOT NULL PRIMARY KEY REFERENCES account (id),
  report           jsonb,
  report_at        timestamptz,
  trouble_kind     text,
  trouble_reason   text,
  trouble_retry_at timestamptz,
  trouble_at       timestamptz,
  trouble_since    timestamptz
) WITH (fillfactor = 50);

COMMENT ON TABLE account_current IS
  'the last good report of each account, and the failure of its last poll if that failed';

CREATE TABLE snapshot (
  account_id   text        NOT NULL,
  at           timestamptz NOT NULL,
  partial      boolean     NOT NULL,
  used_percent numeric,
  quotas       jsonb       NOT NULL,
  balances     jsonb       NOT NULL,
  PRIMARY KEY (account_id, at)
) PARTITION BY RANGE (at);

COMMENT ON COLUMN snapshot.used_percent IS 'the highest used share of its quotas';

CREATE TABLE usage_hourly (
  account_id   text        NOT NULL,
  hour         timestamptz NOT NULL,
  snapshots    bigint      NOT NULL DEFAULT 0,
  used_percent numeric,
  tokens       bigint,
  requests     bigint,
  PRIMARY KEY (account_id, hour)
) PARTITION BY RANGE (hour);

COMMENT ON COLUMN usage_hourly.tokens IS 'by how much the day''s figure grew in polls of this hour';

CREATE TABLE spend_hourly (
  account_id text        NOT NULL,
  hour       timestamptz NOT NULL,
  currency   text        NOT NULL,
  amount     numeric     NOT NULL,
  PRIMARY KEY (account_id, hour, currency)
) PARTITION BY RANGE (hour);

-- The keys of the daily tables cover their figures, so that an answer is read from an index alone;
-- vacuum runs early because only vacuumed pages can be answered that way.
CREATE TABLE usage_daily (
  account_id    text    NOT NULL,
  day           date    NOT NULL,
  snapshots     bigint  NOT NULL DEFAULT 0,
  used_percent  numeric,
  tokens_in     bigint,
  tokens_cached bigint,
  tokens_out    bigint,
  requests      bigint,
  PRIMARY KEY (account_id, day)
    INCLUDE (snapshots, used_percent, tokens_in, tokens_cached, tokens_out, requests)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

CREATE TABLE spend_daily (
  account_id text    NOT NULL,
  day        date    NOT NULL,
  currency   text    NOT NULL,
  amount     numeric NOT NULL,
  PRIMARY KEY (account_id, day, currency) INCLUDE (amount)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

CREATE TABLE model_usage_daily (
  account_id    text   NOT NULL,
  day           date   NOT NULL,
  model         text   NOT NULL,
  tokens_in     bigint,
  tokens_cached bigint,
  tokens_out    bigint,
  requests      bigint,
  PRIMARY KEY (account_id, day, model)
);

COMMENT ON COLUMN model_usage_daily.model IS 'empty: the account as a whole, which then is its total';

CREATE TABLE usage_counter (
  account_id    text   NOT NULL,
  model         text   NOT NULL,
  tokens_in     bigint,
  tokens_cached bigint,
  tokens_out    bigint,
  requests      bigint,
  PRIMARY KEY (account_id, model)
);

COMMENT ON TABLE usage_counter IS 'where counters since a source''s start stood at the last poll';
