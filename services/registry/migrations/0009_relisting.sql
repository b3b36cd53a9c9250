-- Whether an enterprise that left the list comes back without a review, as its
-- events make it: a rebuild brings it to rows that were there.
ALTER TABLE registry.directory
    ADD COLUMN relists_at_once BOOLEAN NOT NULL DEFAULT FALSE;
