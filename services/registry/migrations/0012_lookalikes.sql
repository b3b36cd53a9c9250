-- A name in letters of another alphabet that look like ours is the same name to
-- a reader. Capitals come first, since some look like another letter than their
-- small ones. The pairs are those of Unicode's confusables (UTS 39) that stand
-- for a Latin letter in Greek, Cyrillic and extended Latin.
CREATE OR REPLACE FUNCTION registry.name_key(name TEXT) RETURNS TEXT
    LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
    RETURN NULLIF(
        regexp_replace(
            regexp_replace(
                translate(
                    lower(translate(
                        regexp_replace(normalize(name, NFKD), U&'[\0300-\036F]', '', 'g'),
                        'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРСТУХԌԚԜӀ',
                        'ABEZHIKMNOPTYXABESIJKMHOPCTYXGQWI'
                    )),
                    'øæłđıɑɡαβεικνορτυχγηωϳавеѕіјкмноԁһԛԝрстухѵӏ',
                    'oaldiagabeikvoptuxynwjabesijkmhodhqwpctyxvl'
                ),
                '\m(ab|aktiebolag|svb|ek\.? ?for\.?|ekonomisk forening|ideell forening|stiftelsen?)(\M|\Z)',
                ' ', 'g'
            ),
            '[^a-z0-9]+', '', 'g'
        ),
        ''
    );
REINDEX INDEX registry.directory_name_key;
