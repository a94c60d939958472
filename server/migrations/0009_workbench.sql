-- Coding: who read which text, in which order, what can be taken back, and how well people and machine agree.

ALTER TABLE theme ADD COLUMN parent_id TEXT REFERENCES theme (id);
ALTER TABLE theme ADD COLUMN example TEXT NOT NULL DEFAULT '';
ALTER TABLE theme ADD COLUMN born_at TEXT NOT NULL DEFAULT '';   -- when it joined the frame; empty: from the start

-- One row a free text, in the order in which texts are to be read.
CREATE TABLE reading (
  text_item_id    TEXT PRIMARY KEY REFERENCES text_item (id),
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  place           BIGINT NOT NULL,
  why             TEXT NOT NULL,            -- typical, uncertain, rare, or empty: no reason but its turn
  verdict         TEXT NOT NULL,            -- empty: not read; themes; none: read, and it has no theme
  read_by         TEXT,
  read_at         TEXT
);
CREATE INDEX reading_order ON reading (consultation_id, place, text_item_id);
CREATE INDEX reading_todo ON reading (consultation_id, verdict, place, text_item_id);
CREATE INDEX reading_by ON reading (consultation_id, read_at, read_by);

-- One act of coding, with the text's ties before and after: what is needed to take it back.
CREATE TABLE coding_step (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  text_item_id    TEXT NOT NULL REFERENCES text_item (id),
  what            TEXT NOT NULL,            -- tie, reject, done, none
  theme_id        TEXT REFERENCES theme (id),
  before          TEXT NOT NULL,            -- JSON, ids only
  after           TEXT NOT NULL,
  made_by         TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  undone_at       TEXT
);
CREATE INDEX coding_step_mine ON coding_step (consultation_id, made_by, id);

-- A random sample, by which agreement is measured.
CREATE TABLE audit_sample (
  text_item_id    TEXT PRIMARY KEY REFERENCES text_item (id),
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  held_out        BOOLEAN NOT NULL,         -- never learnt from, and read without the machine's suggestions
  drawn_by        TEXT NOT NULL,
  drawn_at        TEXT NOT NULL
);
CREATE INDEX audit_sample_consultation ON audit_sample (consultation_id);

-- What two people said of one text, each without seeing the other, and the machine. Lists of theme ids as JSON.
CREATE TABLE second_coding (
  text_item_id    TEXT PRIMARY KEY REFERENCES text_item (id),
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  first_by        TEXT NOT NULL,
  first           TEXT NOT NULL,
  second_by       TEXT NOT NULL,
  second_at       TEXT NOT NULL,
  second          TEXT NOT NULL,
  machine         TEXT NOT NULL,
  frame           TEXT NOT NULL,            -- the themes there were to choose from
  resolved        TEXT,
  resolved_by     TEXT,
  resolved_at     TEXT,
  reason          TEXT NOT NULL
);
CREATE INDEX second_coding_consultation ON second_coding (consultation_id);

-- Texts read before a theme was in the frame, the likest first.
CREATE TABLE reread (
  theme_id     TEXT NOT NULL REFERENCES theme (id),
  text_item_id TEXT NOT NULL REFERENCES text_item (id),
  likeness     DOUBLE PRECISION NOT NULL,
  done_by      TEXT,
  done_at      TEXT,
  PRIMARY KEY (theme_id, text_item_id)
);
CREATE INDEX reread_text ON reread (text_item_id);

-- What was done to the frame, with what is needed to take it back.
CREATE TABLE theme_change (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  theme_id        TEXT NOT NULL,            -- the theme may be dismissed and gone
  what            TEXT NOT NULL,            -- add, accept, edit, move, merge, split
  said            TEXT NOT NULL,            -- in words
  undo            TEXT NOT NULL,            -- JSON; empty: cannot be taken back
  made_by         TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  undone_by       TEXT,
  undone_at       TEXT
);
CREATE INDEX theme_change_theme ON theme_change (theme_id, id);
CREATE INDEX theme_change_consultation ON theme_change (consultation_id, id);

-- A question whose coding somebody signed off, with the facts as they were and what was let pass, by whom and why.
CREATE TABLE coding_sign_off (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  source          TEXT NOT NULL,            -- a question's id, comments, or letters
  facts           TEXT NOT NULL,            -- domain::coding_gate::Facts as JSON
  overrides       TEXT NOT NULL,            -- JSON list
  reason          TEXT NOT NULL,
  signed_by       TEXT NOT NULL,
  signed_at       TEXT NOT NULL,
  withdrawn_by    TEXT,
  withdrawn_at    TEXT
);
CREATE INDEX coding_sign_off_consultation ON coding_sign_off (consultation_id);

-- A flagged span that a person found to be nobody's data.
CREATE TABLE flag_dismissal (
  passage_id   TEXT NOT NULL REFERENCES passage (id),
  kind         TEXT NOT NULL,
  dismissed_by TEXT NOT NULL,
  dismissed_at TEXT NOT NULL,
  PRIMARY KEY (passage_id, kind)
);
CREATE INDEX personal_data_flag_passage ON personal_data_flag (passage_id);
CREATE INDEX personal_data_flag_run ON personal_data_flag (run_id);

-- Who looks at what may tell of harm, by e-mail. Nobody else sees the queue.
CREATE TABLE safeguarding_lead (
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  email           TEXT NOT NULL,
  named_by        TEXT NOT NULL,
  named_at        TEXT NOT NULL,
  PRIMARY KEY (consultation_id, email)
);

-- A text that may tell of harm to somebody.
CREATE TABLE concern (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  text_item_id    TEXT NOT NULL REFERENCES text_item (id),
  why             TEXT NOT NULL,
  made_by         TEXT NOT NULL,            -- staff e-mail, or 'engine:VERSION'
  made_at         TEXT NOT NULL,
  handled_by      TEXT,
  handled_at      TEXT,
  outcome         TEXT NOT NULL             -- what was done; empty until then
);
CREATE INDEX concern_consultation ON concern (consultation_id, handled_at);
CREATE INDEX concern_text ON concern (text_item_id);
