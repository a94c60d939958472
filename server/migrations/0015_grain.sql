-- How many new themes an officer asked for, so that a run that starts by itself looks for as many. None: as many as the texts suggest.
ALTER TABLE analysis_run ADD COLUMN grain BIGINT;
