-- One schema for SQLite and PostgreSQL. Ids are UUIDs made by the program, moments are fixed-width UTC text,
-- structured values are JSON text. Words people wrote are in text_item and nowhere else.

CREATE TABLE council (
  id      TEXT PRIMARY KEY,                 -- always 'council': one database is one council
  details TEXT NOT NULL,                    -- domain::council::Council as JSON
  demo    BOOLEAN NOT NULL
);

-- Keys that must survive a restart.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE staff (
  id            TEXT PRIMARY KEY,
  email         TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  failures      BIGINT NOT NULL,
  locked_until  TEXT,
  created_at    TEXT NOT NULL,
  disabled_at   TEXT
);

CREATE TABLE staff_grant (
  id              TEXT PRIMARY KEY,
  staff_id        TEXT NOT NULL REFERENCES staff (id),
  role            TEXT NOT NULL,
  consultation_id TEXT                      -- null: every consultation
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  staff_id   TEXT NOT NULL REFERENCES staff (id),
  csrf       TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  retry      TEXT                           -- a refused form as typed, JSON, shown once
);

CREATE TABLE consultation (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  slug       TEXT NOT NULL UNIQUE,
  title      TEXT NOT NULL,
  stage      TEXT NOT NULL,
  opens_at   TEXT,
  closes_at  TEXT,
  created_at TEXT NOT NULL,
  version    BIGINT NOT NULL                -- bumped by every change; optimistic locking
);

-- The published words. Immutable once published_at is set.
CREATE TABLE consultation_version (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  number          BIGINT NOT NULL,
  content         TEXT NOT NULL,            -- domain::content::Content as JSON
  published_at    TEXT,
  reason          TEXT NOT NULL,            -- why this version: 'first', or the announced amendment
  UNIQUE (consultation_id, number)
);

CREATE TABLE document (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  slug            TEXT NOT NULL,
  position        BIGINT NOT NULL,
  UNIQUE (consultation_id, slug)
);

CREATE TABLE document_version (
  id           TEXT PRIMARY KEY,
  document_id  TEXT NOT NULL REFERENCES document (id),
  number       BIGINT NOT NULL,
  label        TEXT NOT NULL,               -- such as 'Consultation draft' or 'Adopted'
  wording      TEXT NOT NULL,               -- Wordings<DocumentWords> as JSON
  published_at TEXT,
  UNIQUE (document_id, number)
);

-- A clause is the same clause through every version.
CREATE TABLE clause (
  id          TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  slug        TEXT NOT NULL,
  UNIQUE (document_id, slug)
);

CREATE TABLE clause_text (
  document_version_id TEXT NOT NULL REFERENCES document_version (id),
  clause_id           TEXT NOT NULL REFERENCES clause (id),
  position            BIGINT NOT NULL,
  number              TEXT NOT NULL,
  wording             TEXT NOT NULL,        -- Wordings<ClauseWords> as JSON
  PRIMARY KEY (document_version_id, clause_id)
);

-- Where an old clause went: merged, split or removed in a version.
CREATE TABLE clause_forward (
  from_clause_id      TEXT NOT NULL REFERENCES clause (id),
  document_version_id TEXT NOT NULL REFERENCES document_version (id),
  to_clause_id        TEXT REFERENCES clause (id),
  fate                TEXT NOT NULL,
  note                TEXT NOT NULL
);
CREATE INDEX clause_forward_from ON clause_forward (from_clause_id);

-- A response being written. Emptied when it is sent; then only the key and the reference stay, for replays.
CREATE TABLE draft (
  id              TEXT PRIMARY KEY,
  token_hash      TEXT NOT NULL UNIQUE,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  content         TEXT NOT NULL,            -- domain::contribution::Draft as JSON
  submission_key  TEXT NOT NULL UNIQUE,
  reference       TEXT,                     -- set when sent
  begun_at        TEXT NOT NULL,
  saved_at        TEXT NOT NULL
);
CREATE INDEX draft_consultation ON draft (consultation_id);

-- Anything anybody told us.
CREATE TABLE contribution (
  id                 TEXT PRIMARY KEY,
  consultation_id    TEXT NOT NULL REFERENCES consultation (id),
  version_id         TEXT NOT NULL REFERENCES consultation_version (id),
  reference          TEXT NOT NULL UNIQUE,
  submission_key     TEXT NOT NULL UNIQUE,  -- single use: a replay finds this row
  body_hash          TEXT,                  -- tells a replay from another body under the same key; null once erased
  form               TEXT NOT NULL,
  channel            TEXT NOT NULL,
  capacity           TEXT NOT NULL,
  organisation       TEXT NOT NULL,
  group_size         BIGINT,
  audience           TEXT,
  language           TEXT NOT NULL,
  received_at        TEXT NOT NULL,
  entered_at         TEXT NOT NULL,
  entered_by         TEXT,                  -- staff e-mail, when a person or command entered it
  late               BOOLEAN NOT NULL,
  consent_quote      BOOLEAN NOT NULL,
  consent_publish    BOOLEAN NOT NULL,
  erased_at          TEXT
);
CREATE INDEX contribution_consultation ON contribution (consultation_id, received_at, id);

-- One free text, never changed; blanked only by erasure.
CREATE TABLE text_item (
  id              TEXT PRIMARY KEY,
  contribution_id TEXT NOT NULL REFERENCES contribution (id),
  place           TEXT NOT NULL,            -- answer, other, comment, suggestion, letter
  question_id     TEXT,
  clause_id       TEXT REFERENCES clause (id),
  body            TEXT NOT NULL,
  screening       TEXT NOT NULL,            -- unscreened, cleared, redacted, withheld
  screened_by     TEXT,
  screened_at     TEXT,
  erased_at       TEXT
);
CREATE INDEX text_item_contribution ON text_item (contribution_id);

-- One row an option picked, a number or a text given.
CREATE TABLE answer (
  id              TEXT PRIMARY KEY,
  contribution_id TEXT NOT NULL REFERENCES contribution (id),
  question_id     TEXT NOT NULL,
  position        BIGINT NOT NULL,
  option_id       TEXT,
  number          BIGINT,
  text_item_id    TEXT REFERENCES text_item (id),
  UNIQUE (contribution_id, question_id, position)
);
CREATE INDEX answer_question ON answer (question_id, option_id);

CREATE TABLE clause_comment (
  id                      TEXT PRIMARY KEY,
  contribution_id         TEXT NOT NULL REFERENCES contribution (id),
  document_version_id     TEXT NOT NULL REFERENCES document_version (id),
  clause_id               TEXT NOT NULL REFERENCES clause (id),
  stance                  TEXT NOT NULL,
  text_item_id            TEXT REFERENCES text_item (id),
  suggestion_text_item_id TEXT REFERENCES text_item (id)
);
CREATE INDEX clause_comment_clause ON clause_comment (clause_id);
CREATE INDEX clause_comment_contribution ON clause_comment (contribution_id);

-- Half-open spans of code points. Codes, quotes and redactions point here; none copies words.
CREATE TABLE passage (
  id           TEXT PRIMARY KEY,
  text_item_id TEXT NOT NULL REFERENCES text_item (id),
  starts       BIGINT NOT NULL,
  ends         BIGINT NOT NULL,
  UNIQUE (text_item_id, starts, ends)
);

CREATE TABLE redaction (
  id          TEXT PRIMARY KEY,
  passage_id  TEXT NOT NULL REFERENCES passage (id),
  replacement TEXT NOT NULL,
  reason      TEXT NOT NULL,
  made_by     TEXT NOT NULL,
  made_at     TEXT NOT NULL
);
CREATE INDEX redaction_passage ON redaction (passage_id);

CREATE TABLE theme (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  code            TEXT NOT NULL,
  label           TEXT NOT NULL,
  definition      TEXT NOT NULL,
  include         TEXT NOT NULL,            -- JSON list of words and phrases
  exclude         TEXT NOT NULL,            -- JSON list
  keywords        TEXT NOT NULL,            -- JSON list, from the engine
  weighty         BOOLEAN NOT NULL,
  state           TEXT NOT NULL,            -- suggested, active, merged
  merged_into     TEXT REFERENCES theme (id),
  made_by         TEXT NOT NULL,            -- staff e-mail, 'blueprint', or 'engine:VERSION'
  position        BIGINT NOT NULL,
  version         BIGINT NOT NULL,          -- optimistic locking
  UNIQUE (consultation_id, code)
);

CREATE TABLE theme_assignment (
  id           TEXT PRIMARY KEY,
  theme_id     TEXT NOT NULL REFERENCES theme (id),
  passage_id   TEXT NOT NULL REFERENCES passage (id),
  made_by      TEXT NOT NULL,               -- staff e-mail or 'engine:VERSION'
  score        DOUBLE PRECISION,            -- the engine's, 0 to 1
  tie          TEXT NOT NULL,               -- suggested, confirmed, rejected
  decided_by   TEXT,                        -- the person who confirmed or rejected
  decided_at   TEXT,
  UNIQUE (theme_id, passage_id)
);
CREATE INDEX theme_assignment_passage ON theme_assignment (passage_id);

CREATE TABLE analysis_run (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  engine          TEXT NOT NULL,
  model           TEXT NOT NULL,
  seed            BIGINT NOT NULL,
  texts           BIGINT NOT NULL,
  suggested       BIGINT NOT NULL,
  run_by          TEXT NOT NULL,
  run_at          TEXT NOT NULL
);

-- Near-duplicates and campaigns found by a run; for a person to look at, nothing is deleted.
CREATE TABLE alike (
  group_id        TEXT NOT NULL,
  run_id          TEXT NOT NULL REFERENCES analysis_run (id),
  kind            TEXT NOT NULL,            -- near-duplicate, campaign
  text_item_id    TEXT NOT NULL REFERENCES text_item (id),
  PRIMARY KEY (group_id, text_item_id)
);

-- What the screening pass noticed in a text.
CREATE TABLE personal_data_flag (
  id           TEXT PRIMARY KEY,
  passage_id   TEXT NOT NULL REFERENCES passage (id),
  kind         TEXT NOT NULL,
  run_id       TEXT NOT NULL REFERENCES analysis_run (id)
);

CREATE TABLE finding (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  number          BIGINT NOT NULL,
  statement       TEXT NOT NULL,
  made_by         TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  version         BIGINT NOT NULL,
  UNIQUE (consultation_id, number)
);

CREATE TABLE finding_theme (
  finding_id TEXT NOT NULL REFERENCES finding (id),
  theme_id   TEXT NOT NULL REFERENCES theme (id),
  PRIMARY KEY (finding_id, theme_id)
);

-- Passages chosen to stand behind a finding, and to be quoted.
CREATE TABLE quote (
  id         TEXT PRIMARY KEY,
  finding_id TEXT NOT NULL REFERENCES finding (id),
  passage_id TEXT NOT NULL REFERENCES passage (id),
  position   BIGINT NOT NULL,
  chosen_by  TEXT NOT NULL,
  UNIQUE (finding_id, passage_id)
);

CREATE TABLE finding_position (
  id         TEXT PRIMARY KEY,
  finding_id TEXT NOT NULL UNIQUE REFERENCES finding (id),
  response   TEXT NOT NULL,                 -- accept, in-part, reject, out-of-scope
  reason     TEXT NOT NULL,
  made_by    TEXT NOT NULL,
  made_at    TEXT NOT NULL
);

CREATE TABLE decision (
  id               TEXT PRIMARY KEY,
  consultation_id  TEXT NOT NULL REFERENCES consultation (id),
  body             TEXT NOT NULL,           -- id of one of the council's bodies
  decided_on       TEXT NOT NULL,           -- a date
  minute_reference TEXT NOT NULL,
  outcome          TEXT NOT NULL,
  summary          TEXT NOT NULL,
  made_by          TEXT NOT NULL,
  made_at          TEXT NOT NULL
);

CREATE TABLE decision_position (
  decision_id TEXT NOT NULL REFERENCES decision (id),
  position_id TEXT NOT NULL REFERENCES finding_position (id),
  PRIMARY KEY (decision_id, position_id)
);

CREATE TABLE clause_change (
  id                  TEXT PRIMARY KEY,
  decision_id         TEXT NOT NULL REFERENCES decision (id),
  document_version_id TEXT NOT NULL REFERENCES document_version (id),
  clause_id           TEXT NOT NULL REFERENCES clause (id),
  kind                TEXT NOT NULL,        -- reworded, added, removed
  summary             TEXT NOT NULL,        -- "You said … so …", published
  position            BIGINT NOT NULL
);

CREATE TABLE change_finding (
  change_id  TEXT NOT NULL REFERENCES clause_change (id),
  finding_id TEXT NOT NULL REFERENCES finding (id),
  PRIMARY KEY (change_id, finding_id)
);

CREATE TABLE report_snapshot (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  number          BIGINT NOT NULL,
  template        TEXT NOT NULL,
  report          TEXT NOT NULL,            -- domain::report::Report as JSON, frozen
  signed_by       TEXT NOT NULL,
  signed_at       TEXT NOT NULL,
  UNIQUE (consultation_id, number)
);

-- Equality answers and the leave to give them are made in storage/db.rs: their tables differ by database.

-- Append-only. Who, when, what, why and ids; never the words of an answer.
CREATE TABLE audit (
  id              TEXT PRIMARY KEY,
  at              TEXT NOT NULL,
  who             TEXT NOT NULL,
  what            TEXT NOT NULL,
  why             TEXT NOT NULL,
  consultation_id TEXT,
  ids             TEXT NOT NULL             -- JSON list
);
CREATE INDEX audit_consultation ON audit (consultation_id, at);
