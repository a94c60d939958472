-- Schools and settings, and schools that answer as a team.

-- The register: what the Department for Education's "Get information about schools" says of each. Closed ones stay.
CREATE TABLE school (
  urn       TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  phase     TEXT NOT NULL,
  kind      TEXT NOT NULL,                  -- type of establishment
  status    TEXT NOT NULL,
  town      TEXT NOT NULL,
  postcode  TEXT NOT NULL,
  authority TEXT NOT NULL,                  -- local authority code
  folded    TEXT NOT NULL,                  -- the name as domain::school::fold has it
  words     TEXT NOT NULL                   -- name, town and postcode, folded: what a search looks in
);
CREATE INDEX school_folded ON school (folded);

-- Which school an organisation is, where it is in the register; and whether the sender said that they may answer for it.
ALTER TABLE contribution ADD COLUMN urn TEXT REFERENCES school (urn);
ALTER TABLE contribution ADD COLUMN authorised BOOLEAN;
CREATE INDEX contribution_urn ON contribution (urn);

-- A response that several people of a school prepare. `draft_id` is the lead's draft. Only a hash of the code is kept.
CREATE TABLE team (
  draft_id  TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL UNIQUE,
  made_at   TEXT NOT NULL
);

-- Colleagues: each writes in a draft of their own, which the lead sees once it is shared.
CREATE TABLE team_member (
  draft_id      TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
  lead_draft_id TEXT NOT NULL REFERENCES team (draft_id) ON DELETE CASCADE,
  called        TEXT NOT NULL,              -- what the lead sees, such as "Bursar"
  folded        TEXT NOT NULL,              -- the same in small letters: unique in a team
  joined_at     TEXT NOT NULL,
  shared_at     TEXT,                       -- null: the lead does not see it
  UNIQUE (lead_draft_id, folded)
);
