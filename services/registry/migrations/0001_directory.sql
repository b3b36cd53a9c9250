-- Every enterprise has to be found by id, slug and org number, and read, listed
-- and searched without folding its events.

CREATE TABLE registry.directory (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    -- Ten digits with a hyphen; stays taken when the enterprise is closed.
    org_number TEXT COLLATE "C",
    profile JSONB NOT NULL,
    return_reasons JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    listed_at TIMESTAMPTZ,
    -- Checked after each statement: several rows are written at once, and one
    -- may take what another one gives up.
    CONSTRAINT directory_slug UNIQUE (slug) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT directory_org_number UNIQUE (org_number) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX directory_state ON registry.directory (state, updated_at, id);
