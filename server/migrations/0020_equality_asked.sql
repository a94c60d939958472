-- Equality questions that this consultation does not ask, chosen as it was opened: ids with a space between.
ALTER TABLE consultation ADD COLUMN equality_left_out TEXT NOT NULL DEFAULT '';
