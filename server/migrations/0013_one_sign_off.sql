-- The coding of a question is signed off once at a time, whoever was faster.
UPDATE coding_sign_off SET withdrawn_by = signed_by, withdrawn_at = signed_at
WHERE withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM coding_sign_off later
  WHERE later.consultation_id = coding_sign_off.consultation_id AND later.source = coding_sign_off.source
    AND later.withdrawn_at IS NULL AND later.id > coding_sign_off.id);
CREATE UNIQUE INDEX coding_sign_off_stands ON coding_sign_off (consultation_id, source) WHERE withdrawn_at IS NULL;
