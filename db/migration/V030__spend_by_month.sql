-- Where the month-to-date figures of accounts stand, for those that tell no days: a day's figure is
-- then what the month's grew by.
CREATE TABLE spend_monthly (
  account_id text        NOT NULL,
  month      date        NOT NULL,
  currency   text        NOT NULL,
  amount     numeric     NOT NULL,
  booked     numeric     NOT NULL,
  seen_at    timestamptz NOT NULL,
  days_told  boolean     NOT NULL,
  PRIMARY KEY (account_id, month, currency)
);

COMMENT ON COLUMN spend_monthly.amount IS 'the latest figure, also when a correction lowered it';
COMMENT ON COLUMN spend_monthly.booked IS 'the highest figure so far: only what exceeds it is new';
COMMENT ON COLUMN spend_monthly.days_told IS 'the account itself tells days in this month';
