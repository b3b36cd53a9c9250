-- An organisation sees its shortlists at once, and gives a name to one only.

CREATE TABLE registry.shortlists (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL,
    organisation_id UUID NOT NULL,
    name TEXT NOT NULL,
    -- In lower case: names that differ in their capitals alone are the same.
    name_key TEXT COLLATE "C" NOT NULL,
    -- Enterprise, name, note and time of each, in order.
    items JSONB NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    -- Checked after each statement, as in the directory.
    CONSTRAINT shortlists_name UNIQUE (organisation_id, name_key) DEFERRABLE INITIALLY IMMEDIATE
);
