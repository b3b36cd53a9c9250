-- The list of any day, and what changed on a profile when, have to be read
-- without folding all events: one row for each public event of an enterprise.
-- Events from before this table: `registry rebuild revisions`, once.

CREATE TABLE registry.revisions (
    enterprise_id UUID NOT NULL,
    -- Of the enterprise after the event.
    version BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    kind TEXT NOT NULL,
    -- The fields that changed, in words: [{field, before, after}].
    changes JSONB NOT NULL,
    -- What the list shows of it from then on; nothing off the list.
    shown JSONB,
    -- When it was last put on the list.
    listed_at TIMESTAMPTZ,
    -- Of the seat, and the slugs of the activities, for filters of the feed.
    county_code TEXT COLLATE "C"
        GENERATED ALWAYS AS (left(shown->'profile'->>'municipality', 2)) STORED,
    industries JSONB
        GENERATED ALWAYS AS (jsonb_path_query_array(shown, '$.profile.activities[*].industry')) STORED,
    PRIMARY KEY (enterprise_id, version)
);
-- For the state of each enterprise at a time, out of the index alone.
CREATE INDEX revisions_as_of ON registry.revisions (enterprise_id, version DESC, at);
