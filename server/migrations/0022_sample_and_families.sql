-- What the machine says of a text that is kept from it, at its last run: scores by theme, as JSON. It is never shown to whoever
-- reads the text. None where the machine has not read it since it was drawn.
ALTER TABLE audit_sample ADD COLUMN scores TEXT;

-- The themes whose texts count for a theme: itself, and those under it. A response that raises two of them counts once.
CREATE VIEW theme_family (theme_id, member_id) AS
  SELECT id, id FROM theme
  UNION ALL SELECT parent_id, id FROM theme WHERE parent_id IS NOT NULL AND state = 'active';
