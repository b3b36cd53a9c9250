-- People must be forgettable: a key of each person seals what is personal, and
-- is itself wrapped by a key that is not in the database.

CREATE TABLE identity.subject_keys (
    subject_id UUID PRIMARY KEY,
    -- The first eight bytes name the vault key that wraps it.
    wrapped BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE identity.personal (
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    field TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (subject_id, field)
);

-- Who has a proven address. The hash is keyed: whoever reads the table cannot
-- try addresses.
CREATE TABLE identity.addresses (
    address_hash BYTEA PRIMARY KEY,
    key_id BYTEA NOT NULL,
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    CONSTRAINT addresses_subject UNIQUE (subject_id)
);
