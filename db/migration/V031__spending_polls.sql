-- When an account was last asked by a poll that spends tokens or money, so that neither a restart
-- nor another replica asks it sooner than it may be.
ALTER TABLE account_poll ADD COLUMN spent_at timestamptz;

COMMENT ON COLUMN account_poll.spent_at IS 'when such a poll was begun; null: none ever was';
