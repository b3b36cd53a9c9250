-- Organisations have to be found by id, name, number and member, and who waits
-- for an answer has to be listed, without folding their events.

CREATE TABLE identity.organisations (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The name folded, to search it by the beginnings of its words.
    words TEXT COLLATE "C" NOT NULL,
    org_number TEXT COLLATE "C" NOT NULL,
    domain TEXT,
    state TEXT NOT NULL,
    verified_by TEXT,
    reason TEXT,
    enterprise_id UUID,
    claim_enterprise_id UUID,
    -- Why the claim was rejected; none while it waits.
    claim_rejected TEXT,
    claim_requested_at TIMESTAMPTZ,
    skoopi_from DATE,
    skoopi_to DATE,
    member_count INTEGER NOT NULL,
    join_request_count INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
-- One that is closed, or was not believed, holds no number back.
CREATE UNIQUE INDEX organisations_org_number ON identity.organisations (org_number)
    WHERE state IN ('unverified', 'verified');
CREATE INDEX organisations_waiting ON identity.organisations ((state <> 'unverified'), words, id);

CREATE TABLE identity.members (
    organisation_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    role TEXT NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    CONSTRAINT members_key PRIMARY KEY (organisation_id, subject_id)
);
CREATE INDEX members_subject ON identity.members (subject_id);

CREATE TABLE identity.invitations (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL,
    role TEXT NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX invitations_organisation ON identity.invitations (organisation_id, sent_at);

CREATE TABLE identity.join_requests (
    organisation_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    requested_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT join_requests_key PRIMARY KEY (organisation_id, subject_id)
);
CREATE INDEX join_requests_subject ON identity.join_requests (subject_id);
