-- A review asks whether the same enterprise is there under another spelling,
-- and a process leader what people looked for and did not find.

-- A name as it is compared: without marks, case, legal form, spaces and signs.
-- Nothing where only those were.
CREATE FUNCTION registry.name_key(name TEXT) RETURNS TEXT
    LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
    RETURN NULLIF(
        regexp_replace(
            regexp_replace(
                translate(
                    lower(regexp_replace(normalize(name, NFKD), U&'[\0300-\036F]', '', 'g')),
                    'øæ', 'oa'
                ),
                '\m(ab|aktiebolag|svb|ek\.? ?for\.?|ekonomisk forening|ideell forening|stiftelsen?)(\M|\Z)',
                ' ', 'g'
            ),
            '[^a-z0-9]+', '', 'g'
        ),
        ''
    );
CREATE INDEX directory_name_key ON registry.directory (registry.name_key(profile->>'name'));

-- Searches that found nothing, counted by day: who searched is not kept, nor
-- a text that may hold an address or a number of a person.
CREATE TABLE registry.misses (
    day DATE NOT NULL,
    -- Where the search named one; empty where it did not.
    county_code TEXT COLLATE "C" NOT NULL,
    -- Lower case.
    text TEXT NOT NULL,
    count BIGINT NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (day, county_code, text)
);
