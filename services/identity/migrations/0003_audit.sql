-- Staff must see who did what, the newest first, and tokens that say too much
-- must be refused before they expire.

CREATE TABLE identity.audit (
    at TIMESTAMPTZ NOT NULL,
    -- A subject id, or the name of a part of the system.
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target_id UUID NOT NULL,
    version BIGINT NOT NULL,
    details JSONB NOT NULL,
    CONSTRAINT audit_key PRIMARY KEY (target_id, version)
);
CREATE INDEX audit_at ON identity.audit (at, target_id, version);
CREATE INDEX audit_actor ON identity.audit (actor, at);

-- Either the tokens of a session, or those that a person got before a moment.
CREATE TABLE identity.revocations (
    session_id UUID,
    subject_id UUID,
    before TIMESTAMPTZ NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT revocations_of_one CHECK ((session_id IS NULL) <> (subject_id IS NULL))
);
CREATE INDEX revocations_at ON identity.revocations (at);
CREATE INDEX revocations_subject ON identity.revocations (subject_id);
