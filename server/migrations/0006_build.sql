-- Writing a consultation: the steps of its words, links for reviewers, and questions kept for the next time.

-- One row a step. The working copy is the newest; before the first step it is the newest version's words. Steps are
-- never taken away, so that each can be gone back to.
CREATE TABLE content_revision (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  number          BIGINT NOT NULL,
  content         TEXT NOT NULL,            -- domain::content::Content as JSON
  piece           TEXT NOT NULL,            -- domain::content::Piece; empty for all of it
  what            TEXT NOT NULL,            -- put, add, remove, move, back, discard
  made_by         TEXT NOT NULL,            -- staff e-mail
  made_at         TEXT NOT NULL,
  UNIQUE (consultation_id, number)
);

-- A link under which somebody without an account reads what is not published yet. Only a hash of it is kept.
CREATE TABLE preview_link (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  token_hash      TEXT NOT NULL UNIQUE,
  note            TEXT NOT NULL,            -- for whom, in the officer's words
  made_by         TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  expires_at      TEXT NOT NULL,
  withdrawn_at    TEXT
);
CREATE INDEX preview_link_consultation ON preview_link (consultation_id, made_at);

-- Questions with their wordings, to be used in any consultation of the council.
CREATE TABLE saved_question (
  id       TEXT PRIMARY KEY,
  question TEXT NOT NULL,                   -- domain::question::Question as JSON, without conditions
  source   TEXT NOT NULL,                   -- the consultation it comes from, by its address
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL
);
