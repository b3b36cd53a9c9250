-- Mails must survive a crash, and must not go out twice: what is to be sent is
-- written with the change that causes it, one row for each event and person.

CREATE TABLE identity.outbox (
    id UUID PRIMARY KEY,
    -- Whoever is erased has no mails left.
    subject_id UUID NOT NULL REFERENCES identity.subject_keys ON DELETE CASCADE,
    -- What the mail is about, e.g. an event's id: never two mails for one.
    dedupe TEXT NOT NULL,
    template TEXT NOT NULL,
    -- What the template shows, with links that are secrets: sealed by the
    -- person's key, and gone once the mail is.
    letter BYTEA,
    state TEXT NOT NULL,
    -- Counts those who took the mail on; the last one may send it.
    attempts INTEGER NOT NULL DEFAULT 0,
    -- How often no server took it.
    failures INTEGER NOT NULL DEFAULT 0,
    -- Not before this time.
    due_at TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    CONSTRAINT outbox_once UNIQUE (subject_id, dedupe),
    CONSTRAINT outbox_state CHECK (state IN (
        'waiting', 'sending', 'sent', 'refused', 'unknown', 'unwanted'
    )),
    CONSTRAINT outbox_finished CHECK (
        (finished_at IS NULL) = (state IN ('waiting', 'sending'))
        AND (letter IS NULL) = (finished_at IS NOT NULL)
    )
);

CREATE INDEX outbox_due ON identity.outbox (due_at) WHERE finished_at IS NULL;
CREATE INDEX outbox_finished_at ON identity.outbox (finished_at) WHERE finished_at IS NOT NULL;
