-- Letters and paper forms are a few among many thousands of answers.
CREATE INDEX contribution_form ON contribution (consultation_id, form, channel);
