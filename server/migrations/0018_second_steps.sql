-- What somebody said of a text of the sample as the second person, act by act, so that the last one can be taken back.
CREATE TABLE second_step (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  text_item_id    TEXT NOT NULL REFERENCES text_item (id),
  before          TEXT NOT NULL,            -- a list of theme ids as JSON; empty: they had not coded it
  after           TEXT NOT NULL,
  made_by         TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  undone_at       TEXT
);
CREATE INDEX second_step_mine ON second_step (consultation_id, made_by, id);

-- When the second person was shown what the first one said: from then on their answer stands.
ALTER TABLE second_coding ADD COLUMN compared_at TEXT;

-- Texts that look like others, and that a person found to be somebody's own words. What is undone stays on record.
CREATE TABLE own_words (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  reason          TEXT NOT NULL,
  made_by         TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  undone_by       TEXT,
  undone_at       TEXT
);
CREATE INDEX own_words_consultation ON own_words (consultation_id);
CREATE TABLE own_words_text (
  own_words_id TEXT NOT NULL REFERENCES own_words (id),
  text_item_id TEXT NOT NULL REFERENCES text_item (id),
  PRIMARY KEY (own_words_id, text_item_id)
);
CREATE INDEX own_words_text_item ON own_words_text (text_item_id);
