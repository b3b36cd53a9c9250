-- Reports of social benefit are read by enterprise, and all together for the
-- sums, without folding the events.

CREATE TABLE registry.benefits (
    enterprise_id UUID NOT NULL,
    year INTEGER NOT NULL,
    -- As it was written: only its own editors and staff see it so.
    report JSONB NOT NULL,
    reported_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (enterprise_id, year)
);
