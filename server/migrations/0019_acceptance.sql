-- From which score a run's suggestions were right often enough among comments held back while it learnt, and how often;
-- none where too little was learnt to tell.
ALTER TABLE analysis_run ADD COLUMN accept_from DOUBLE PRECISION;
ALTER TABLE analysis_run ADD COLUMN accept_right DOUBLE PRECISION;

-- Suggestions that somebody let stand together without reading the texts. What is taken back stays on record.
CREATE TABLE acceptance (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  level           DOUBLE PRECISION NOT NULL,   -- from this score on
  right_share     DOUBLE PRECISION NOT NULL,   -- how often such suggestions were right among those held back, 0 to 1
  engine          TEXT NOT NULL,
  suggestions     BIGINT NOT NULL,
  texts           BIGINT NOT NULL,
  made_by         TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  undone_by       TEXT,
  undone_at       TEXT
);
CREATE INDEX acceptance_consultation ON acceptance (consultation_id);

-- A suggestion that stands so stays one until somebody reads the text: then their word counts.
ALTER TABLE theme_assignment ADD COLUMN acceptance_id TEXT REFERENCES acceptance (id);
CREATE INDEX theme_assignment_acceptance ON theme_assignment (acceptance_id);
