-- A password alone is not enough for everybody: codes of an app, codes on
-- paper, passkeys, and accounts elsewhere. All of it goes with the person's key.
-- Which of them count is said by the account's events; these rows only let them
-- be checked.

-- A secret that the person has not yet shown to be in the app.
CREATE TABLE identity.totp_pending (
    subject_id UUID PRIMARY KEY REFERENCES identity.subject_keys ON DELETE CASCADE,
    sealed BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE identity.totp (
    subject_id UUID PRIMARY KEY REFERENCES identity.subject_keys ON DELETE CASCADE,
    sealed BYTEA NOT NULL,
    -- The newest step of 30 seconds that a code was taken of: each is taken once.
    last_step BIGINT NOT NULL
);

CREATE TABLE identity.recovery_codes (
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    code_hash BYTEA NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (subject_id, code_hash)
);

CREATE TABLE identity.passkeys (
    id UUID PRIMARY KEY,
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    -- As the authenticator made it; nobody else may have the same.
    credential_id BYTEA NOT NULL,
    -- The public key and its counter.
    credential JSONB NOT NULL,
    -- As its owner calls it, sealed.
    name BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ,
    CONSTRAINT passkeys_credential UNIQUE (credential_id)
);

CREATE INDEX passkeys_subject ON identity.passkeys (subject_id);

-- Who is who at a sign-in service.
CREATE TABLE identity.provider_links (
    provider TEXT NOT NULL,
    -- Of the issuer and its name for the person.
    remote_hash BYTEA NOT NULL,
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    linked_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider, remote_hash),
    CONSTRAINT provider_links_subject UNIQUE (subject_id, provider)
);

-- What has begun in a browser and has to be finished soon, and once.
CREATE TABLE identity.ceremonies (
    token_hash BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id UUID REFERENCES identity.subject_keys ON DELETE CASCADE,
    state JSONB NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX ceremonies_expires_at ON identity.ceremonies (expires_at);
