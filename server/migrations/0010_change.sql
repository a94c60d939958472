-- Changing a response after it was sent, where the consultation lets people do so until it closes.
ALTER TABLE consultation ADD COLUMN changeable BOOLEAN NOT NULL DEFAULT FALSE;

-- The response that this draft changes. It counts until the draft is sent, and is kept then.
ALTER TABLE draft ADD COLUMN replaces TEXT REFERENCES contribution (id);
