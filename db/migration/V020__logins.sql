-- The logins of accounts that Headroom owns. Tokens are encrypted under the operator's master key.
CREATE TABLE login (
  account       text        PRIMARY KEY,
  -- Which refresh token of the config this login began with; another one begins it anew.
  seed_hash     bytea,
  refresh_token bytea       NOT NULL,
  access_token  bytea,
  expires_at    timestamptz,
  updated_at    timestamptz NOT NULL DEFAULT now()
);
