-- An organisation looks after an enterprise once its claim was approved, and
-- process leaders see the enterprises of their counties.

ALTER TABLE registry.directory
    -- Looks after it; each organisation after one.
    ADD COLUMN organisation_id UUID,
    -- Of the seat. Generated, so that rows that were there have it too.
    ADD COLUMN county_code TEXT COLLATE "C"
        GENERATED ALWAYS AS (left(profile->>'municipality', 2)) STORED,
    ADD CONSTRAINT directory_organisation UNIQUE (organisation_id) DEFERRABLE INITIALLY IMMEDIATE;

-- Claims that wait for a decision; what was decided is in the log.
CREATE TABLE registry.claims (
    enterprise_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    organisation_name TEXT NOT NULL,
    organisation_org_number TEXT COLLATE "C" NOT NULL,
    requested_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (enterprise_id, organisation_id)
);
CREATE INDEX claims_requested
    ON registry.claims (requested_at, enterprise_id, organisation_id);
CREATE INDEX claims_organisation ON registry.claims (organisation_id);
