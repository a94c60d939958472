-- Who typed a response in easy words, and whose words they are (domain::typing). Null where it was not asked or not
-- said. No age is kept.
ALTER TABLE contribution ADD COLUMN typing TEXT;
ALTER TABLE contribution ADD COLUMN typist TEXT;
ALTER TABLE contribution ADD COLUMN whose_words TEXT;
ALTER TABLE contribution ADD COLUMN agreed TEXT;
