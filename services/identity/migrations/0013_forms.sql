-- What was typed outlives the session that it was typed in, and nobody is
-- invited twice: a form may be sent more than once.

CREATE TABLE identity.kept_forms (
    -- Sealed by the person's key, and gone with it.
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    key BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    kept_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (subject_id, key)
);
CREATE INDEX kept_forms_expiry ON identity.kept_forms (expires_at);

-- A keyed hash of the address; rows of before have none.
ALTER TABLE identity.invited ADD COLUMN address_hash BYTEA;
CREATE UNIQUE INDEX invited_once ON identity.invited (organisation_id, address_hash);
