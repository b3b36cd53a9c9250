-- Where an invitation is sent to, and what a person writes who asks to join,
-- is personal: it goes with its key.

CREATE TABLE identity.invited (
    -- The invitation is a subject with a key of its own.
    subject_id UUID PRIMARY KEY REFERENCES identity.subject_keys ON DELETE CASCADE,
    organisation_id UUID NOT NULL,
    made_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX invited_made ON identity.invited (made_at);

CREATE TABLE identity.join_messages (
    organisation_id UUID NOT NULL,
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, subject_id)
);
