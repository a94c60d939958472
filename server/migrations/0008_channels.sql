-- Paper typed twice, scans of paper, and files of responses on their way in.

-- How much of what came on paper is typed a second time, by somebody else.
CREATE TABLE second_entry_rule (
  consultation_id TEXT PRIMARY KEY REFERENCES consultation (id),
  seed            TEXT NOT NULL,            -- made once, shown to nobody: which forms are drawn cannot be foreseen
  share           BIGINT NOT NULL,          -- of a hundred
  least           BIGINT NOT NULL,          -- forms, however few there are
  allowed         BIGINT NOT NULL           -- fields in a thousand that may differ before all should be typed twice
);

-- A paper form that was drawn to be typed a second time; once drawn it stays so, whatever is entered after it.
CREATE TABLE second_entry (
  contribution_id TEXT PRIMARY KEY REFERENCES contribution (id),
  drawn_at        TEXT NOT NULL,
  entered_by      TEXT,                     -- null: it waits
  entered_at      TEXT,
  compared        BIGINT,                   -- fields that either of the two had filled in
  differed        BIGINT
);

-- A field that the two typed differently. Both are kept, and which of them a person found on the paper. Holds words
-- of respondents: emptied with the response's own.
CREATE TABLE entry_difference (
  id              TEXT PRIMARY KEY,
  contribution_id TEXT NOT NULL REFERENCES contribution (id),
  position        BIGINT NOT NULL,
  field           TEXT NOT NULL,            -- domain::second_entry::Field
  first_typed     TEXT NOT NULL,            -- domain::second_entry::Typed as JSON
  second_typed    TEXT NOT NULL,
  chosen          TEXT,                     -- first, second
  chosen_by       TEXT,
  chosen_at       TEXT
);
CREATE INDEX entry_difference_contribution ON entry_difference (contribution_id);

-- Pictures of paper. Personal data throughout: shown to officers only, gone with the response. Without a response it
-- waits to be typed, together with the others of its bundle.
CREATE TABLE scan (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  bundle          TEXT NOT NULL,
  position        BIGINT NOT NULL,
  contribution_id TEXT REFERENCES contribution (id),
  name            TEXT NOT NULL,            -- as the officer's file was called
  kind            TEXT NOT NULL,            -- domain::scan::Kind
  length          BIGINT NOT NULL,          -- bytes
  body            BYTEA NOT NULL,
  added_by        TEXT NOT NULL,
  added_at        TEXT NOT NULL
);
CREATE INDEX scan_consultation ON scan (consultation_id, bundle);
CREATE INDEX scan_contribution ON scan (contribution_id);

-- A file of responses. Its cells go when it is taken in or given up; what became of each row stays, without a word.
CREATE TABLE import_file (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  name            TEXT NOT NULL,            -- as the officer's file was called
  kind            TEXT NOT NULL,            -- which tool made it, as far as its columns tell
  body            BYTEA NOT NULL,           -- the table as CSV in UTF-8
  mapping         TEXT NOT NULL,            -- transfer::mapping::Mapping as JSON
  state           TEXT NOT NULL,            -- new, mapped, taking, taken
  report          TEXT NOT NULL,            -- JSON, once it was taken in
  added_by        TEXT NOT NULL,
  added_at        TEXT NOT NULL,
  taken_by        TEXT,
  taken_at        TEXT
);
CREATE INDEX import_file_consultation ON import_file (consultation_id);

-- What the columns of a survey's files mean, to be used again.
CREATE TABLE import_mapping (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  name            TEXT NOT NULL,
  mapping         TEXT NOT NULL,            -- transfer::mapping::Mapping as JSON
  saved_by        TEXT NOT NULL,
  saved_at        TEXT NOT NULL,
  UNIQUE (consultation_id, name)
);
