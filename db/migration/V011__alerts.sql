-- Alerts that are open. A row's end is its alert's end.

CREATE TABLE alert (
  rule      text        NOT NULL,
  scope     text        NOT NULL,
  subject   text        NOT NULL,
  period    text        NOT NULL,
  opened_at timestamptz NOT NULL,
  severity  text        NOT NULL,
  state     jsonb       NOT NULL,
  PRIMARY KEY (scope, rule, subject, period)
);

COMMENT ON COLUMN alert.scope IS 'an account, or a budget''s scope';
COMMENT ON COLUMN alert.period IS 'when a budget''s period began; empty for what has none';
COMMENT ON COLUMN alert.severity IS 'as last believed; `state` has the whole of it';
