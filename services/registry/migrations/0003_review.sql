-- What is reviewed, what an enterprise holds, and when time changes something:
-- queues and work lists are read from here without folding events.

ALTER TABLE registry.directory
    -- The grounds by criterion.
    ADD COLUMN attestations JSONB NOT NULL DEFAULT '{}',
    -- Changes of a listed enterprise that wait for review, or came back.
    ADD COLUMN pending JSONB,
    -- What was approved last, of one that left the list.
    ADD COLUMN approved JSONB,
    ADD COLUMN rejection_reason TEXT,
    ADD COLUMN certified_from DATE,
    ADD COLUMN certified_until DATE,
    ADD COLUMN member BOOLEAN NOT NULL DEFAULT FALSE,
    -- Since when an application, or changes, wait for review.
    ADD COLUMN waiting_since TIMESTAMPTZ,
    -- The oldest confirmation of any activity's capacity; the beginning of the
    -- epoch where one was never confirmed, nothing where none states any.
    ADD COLUMN capacity_confirmed_at TIMESTAMPTZ,
    -- The first moment at which time alone changes something.
    ADD COLUMN due_at TIMESTAMPTZ;

-- Rows that were there, as their events make them. What was approved of those
-- that had left the list stands in their events alone: a rebuild brings it.
UPDATE registry.directory AS directory
SET waiting_since = (
    SELECT max((events.metadata->>'at')::TIMESTAMPTZ)
    FROM registry.events AS events
    WHERE events.stream_id = 'enterprise/' || directory.id AND events.type = 'Submitted'
)
WHERE directory.state = 'submitted';

UPDATE registry.directory
SET capacity_confirmed_at = (
    SELECT min(COALESCE((activity->'capacity'->>'confirmed_at')::TIMESTAMPTZ, 'epoch'))
    FROM jsonb_array_elements(COALESCE(profile->'activities', '[]')) AS activity
    WHERE activity ? 'capacity'
);

UPDATE registry.directory
SET due_at = capacity_confirmed_at + INTERVAL '90 days'
WHERE state = 'listed' AND organisation_id IS NOT NULL;

CREATE INDEX directory_waiting ON registry.directory (waiting_since, id)
    WHERE waiting_since IS NOT NULL;
CREATE INDEX directory_due ON registry.directory (due_at) WHERE due_at IS NOT NULL;

-- The days on which organisations belong to Skoopi, as identity says.
CREATE TABLE registry.memberships (
    organisation_id UUID PRIMARY KEY,
    from_date DATE NOT NULL,
    -- Nothing while no end is set.
    to_date DATE
);
