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

-- Letters, e-mails, petitions and dossiers, and what was done with each. One without a row has been received, and no
-- more. Whether its words are coded is told by its passages.
CREATE TABLE letter (
  contribution_id  TEXT PRIMARY KEY REFERENCES contribution (id),
  kind             TEXT NOT NULL,           -- letter, petition, dossier
  signatures       BIGINT,                  -- of a petition: kept apart from people who answered
  acknowledged_on  TEXT,                    -- a date
  acknowledged_how TEXT,
  acknowledged_by  TEXT,
  nothing_to_code  TEXT NOT NULL,           -- why; an officer's words, empty where there is something
  nothing_by       TEXT,
  reconciled_by    TEXT,
  reconciled_at    TEXT
);

-- Words of a letter that a person marked as an answer to a question. Shown under the question, counted apart.
CREATE TABLE passage_question (
  passage_id  TEXT NOT NULL REFERENCES passage (id),
  question_id TEXT NOT NULL,
  made_by     TEXT NOT NULL,
  made_at     TEXT NOT NULL,
  PRIMARY KEY (passage_id, question_id)
);

-- What is odd about the way a form was sent. Never a reason to refuse it; a person looks, and says so.
CREATE TABLE contribution_flag (
  contribution_id TEXT NOT NULL REFERENCES contribution (id),
  flag            TEXT NOT NULL,            -- trap, quick
  seen_by         TEXT,
  seen_at         TEXT,
  PRIMARY KEY (contribution_id, flag)
);

-- Copies of a standard text that a person told apart from people; undone where it was wrong.
CREATE TABLE campaign (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  marked_by       TEXT NOT NULL,
  marked_at       TEXT NOT NULL,
  undone_by       TEXT,
  undone_at       TEXT
);
CREATE INDEX campaign_consultation ON campaign (consultation_id);

CREATE TABLE campaign_member (
  campaign_id     TEXT NOT NULL REFERENCES campaign (id),
  contribution_id TEXT NOT NULL REFERENCES contribution (id),
  PRIMARY KEY (campaign_id, contribution_id)
);
CREATE INDEX campaign_member_contribution ON campaign_member (contribution_id);
