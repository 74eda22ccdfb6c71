-- What teams allow themselves. A budget set in chat goes before one of the config file for the same
-- scope and rhythm; when it is removed, the config file's holds again.

CREATE TABLE budget (
  scope    text        NOT NULL,
  rhythm   text        NOT NULL,
  origin   text        NOT NULL CHECK (origin IN ('chat', 'config')),
  amount   numeric     NOT NULL CHECK (amount > 0),
  currency text        NOT NULL,
  warn_at  numeric[]   NOT NULL,
  set_by   text        NOT NULL,
  set_at   timestamptz NOT NULL,
  PRIMARY KEY (scope, rhythm, origin)
);

CREATE TABLE budget_change (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  changed_at timestamptz NOT NULL,
  changed_by text        NOT NULL,
  what       text        NOT NULL CHECK (what IN ('set', 'removed')),
  scope      text        NOT NULL,
  rhythm     text        NOT NULL,
  origin     text        NOT NULL,
  amount     numeric     NOT NULL,
  currency   text        NOT NULL,
  warn_at    numeric[]   NOT NULL
);

COMMENT ON TABLE budget_change IS 'every change, appended and never changed';
