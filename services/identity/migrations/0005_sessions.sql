-- People must be able to prove who they are, and to take that back: passwords,
-- sign-ups that wait for their proof, links in mails, sessions, the keys that
-- tokens are signed with, and what guessers did. All that is of a person goes
-- with the person's key.

CREATE TABLE identity.passwords (
    subject_id UUID PRIMARY KEY REFERENCES identity.subject_keys ON DELETE CASCADE,
    hash TEXT NOT NULL,
    set_at TIMESTAMPTZ NOT NULL
);

-- Nobody has an account before the address is proven: until then, this is all
-- that is kept, sealed for a subject of its own.
CREATE TABLE identity.signups (
    subject_id UUID PRIMARY KEY REFERENCES identity.subject_keys ON DELETE CASCADE,
    address_hash BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    signed_up_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX signups_address ON identity.signups (address_hash, signed_up_at);
CREATE INDEX signups_expires ON identity.signups (expires_at);

CREATE TABLE identity.links (
    token_hash BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    sealed BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX links_subject ON identity.links (subject_id, kind);
CREATE INDEX links_expires ON identity.links (expires_at);

-- An ended session is kept for a while: a browser that still has its secret
-- is known to be the owner's.
CREATE TABLE identity.sessions (
    id UUID PRIMARY KEY,
    secret_hash BYTEA NOT NULL,
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    organisation_id UUID,
    alone BOOLEAN NOT NULL DEFAULT FALSE,
    user_agent BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    CONSTRAINT sessions_secret UNIQUE (secret_hash)
);
CREATE INDEX sessions_subject ON identity.sessions (subject_id);
CREATE INDEX sessions_last_used ON identity.sessions (last_used_at);

-- A password was right, and a second factor is asked for.
CREATE TABLE identity.challenges (
    token_hash BYTEA PRIMARY KEY,
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    tries INTEGER NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX challenges_expires ON identity.challenges (expires_at);

CREATE TABLE identity.signing_keys (
    kid TEXT PRIMARY KEY,
    public_key BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    signs_from TIMESTAMPTZ NOT NULL,
    CONSTRAINT signing_keys_signs_from UNIQUE (signs_from)
);

-- Tries by keyed hashes: of an account, of a client's address, of both.
CREATE TABLE identity.tries (
    key BYTEA PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    blocked_until TIMESTAMPTZ NOT NULL
);
CREATE INDEX tries_last ON identity.tries (last_at);

-- Where an account has logged in from.
CREATE TABLE identity.known_clients (
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    client BYTEA NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (subject_id, client)
);
CREATE INDEX known_clients_seen ON identity.known_clients (seen_at);
