-- Why the engine suggests a theme, what it noticed, and texts coded with another that says the same.

-- Places in the text and ids of texts like it, as JSON; never words. Empty where a person made the tie.
ALTER TABLE theme_assignment ADD COLUMN because TEXT NOT NULL DEFAULT '';

-- What the engine noticed: legal, equality, abuse; several with a space between.
ALTER TABLE reading ADD COLUMN points TEXT NOT NULL DEFAULT '';

-- The text whose coding this one takes over, being a copy of the same standard text.
ALTER TABLE reading ADD COLUMN copy_of TEXT REFERENCES text_item (id);
CREATE INDEX reading_copy ON reading (copy_of);
