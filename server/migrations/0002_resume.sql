-- Coming back to a response that is not sent, without an account. Both go with their draft.

-- The code that was made for a draft: a hash of it. A new one takes the place of the old one. Once the draft is
-- sent its code opens nothing; it is kept until 30 days after closing, to tell its holder that it was sent.
CREATE TABLE resume_code (
  draft_id  TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL UNIQUE,
  made_at   TEXT NOT NULL
);

-- Browsers that came back with a code. Each has a secret of its own, of which this is the hash.
CREATE TABLE draft_browser (
  token_hash TEXT PRIMARY KEY,
  draft_id   TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE
);
CREATE INDEX draft_browser_draft ON draft_browser (draft_id);
