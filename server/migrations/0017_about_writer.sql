-- Questions that ask who somebody is, as the published words have them: what is written there is not coded.
CREATE TABLE about_writer (
  consultation_id TEXT NOT NULL REFERENCES consultation (id),
  question_id     TEXT NOT NULL,
  PRIMARY KEY (consultation_id, question_id)
);
