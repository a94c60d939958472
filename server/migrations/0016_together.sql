-- How many of a run's suggestions were likely; none for runs before this was counted.
ALTER TABLE analysis_run ADD COLUMN likely BIGINT;
