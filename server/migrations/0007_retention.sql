-- Consultations whose answers have lost what could identify a person, as the privacy notice promises.
CREATE TABLE retention (
  consultation_id TEXT PRIMARY KEY REFERENCES consultation (id),
  done_at         TEXT NOT NULL
);
