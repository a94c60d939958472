-- Languages of a consultation: which there are, and the translations of its words.

CREATE TABLE consultation_language (
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  language        TEXT NOT NULL,            -- BCP 47
  offered         BOOLEAN NOT NULL,         -- whether readers can choose it
  checked_by      TEXT NOT NULL,            -- the speaker who read it; empty before
  checked_at      TEXT,
  checked_step    BIGINT NOT NULL,          -- texts up to this step were read
  added_by        TEXT NOT NULL,            -- staff e-mail
  added_at        TEXT NOT NULL,
  PRIMARY KEY (consultation_id, language)
);

-- One row a time that an officer saved or imported translations.
CREATE TABLE translation_step (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  language        TEXT NOT NULL,
  number          BIGINT NOT NULL,
  what            TEXT NOT NULL,            -- save, import, back
  made_by         TEXT NOT NULL,            -- staff e-mail
  made_at         TEXT NOT NULL,
  UNIQUE (consultation_id, language, number)
);

-- Never changed: what somebody read on a day can be found again, and each step can be gone back from.
CREATE TABLE translation (
  id              TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  language        TEXT NOT NULL,
  step            BIGINT NOT NULL,
  place           TEXT NOT NULL,            -- domain::content::TextKey
  english         TEXT NOT NULL,            -- what it translates, letter for letter
  words           TEXT NOT NULL,            -- empty: taken out
  maker           TEXT NOT NULL,            -- person, machine
  translator      TEXT NOT NULL             -- who or what; may be empty
);
CREATE INDEX translation_language ON translation (consultation_id, language, step);
