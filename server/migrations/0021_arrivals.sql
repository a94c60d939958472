-- What is noticed in a text is noticed as soon as it has come, by the text and not by a run over all of them (ADR 22).

-- The version of the engine that last looked at the text for personal data, harm and weighty points; empty before.
ALTER TABLE text_item ADD COLUMN noticed TEXT NOT NULL DEFAULT '';
CREATE INDEX text_item_noticed ON text_item (noticed);

-- Found again in a moment: every text is looked at anew.
DROP TABLE personal_data_flag;
CREATE TABLE personal_data_flag (
  passage_id TEXT NOT NULL REFERENCES passage (id),
  kind       TEXT NOT NULL,
  PRIMARY KEY (passage_id, kind)
);

-- While a concern is open its text is held back from everybody but those who are named. This is what it was before.
ALTER TABLE concern ADD COLUMN before_held TEXT NOT NULL DEFAULT '';
-- It was about words that were typed wrongly and have been put right since.
ALTER TABLE concern ADD COLUMN moved BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE concern SET before_held = (SELECT x.screening FROM text_item x WHERE x.id = concern.text_item_id)
WHERE handled_at IS NULL;
UPDATE text_item SET screening = 'held'
WHERE erased_at IS NULL AND id IN (SELECT k.text_item_id FROM concern k WHERE k.handled_at IS NULL);
