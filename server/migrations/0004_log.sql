-- Every channel, one log: who counts once, what is still to do, and what a machine noticed.

-- A person who answered twice counts once. The one that is replaced is kept and can be read; it points at the one
-- that counts, which points nowhere. Worked out anew from the decisions below whenever one is made or undone.
ALTER TABLE contribution ADD COLUMN replaced_by TEXT REFERENCES contribution (id);
CREATE INDEX contribution_replaced ON contribution (replaced_by);
CREATE INDEX contribution_body ON contribution (consultation_id, body_hash);

-- What a person said of contributions that look like one person's. Never deleted; undone where it was wrong.
CREATE TABLE duplicate_decision (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  verdict         TEXT NOT NULL,            -- same-person, different-people
  decided_by      TEXT NOT NULL,
  decided_at      TEXT NOT NULL,
  undone_by       TEXT,
  undone_at       TEXT
);
CREATE INDEX duplicate_decision_consultation ON duplicate_decision (consultation_id);

CREATE TABLE duplicate_member (
  decision_id     TEXT NOT NULL REFERENCES duplicate_decision (id),
  contribution_id TEXT NOT NULL REFERENCES contribution (id),
  PRIMARY KEY (decision_id, contribution_id)
);
