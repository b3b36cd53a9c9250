-- What was typed outlives the session that it was typed in, and nobody is
-- invited twice: a form may be sent more than once.

-- A keyed hash of the address; rows of before have none.
ALTER TABLE identity.invited ADD COLUMN address_hash BYTEA;
CREATE UNIQUE INDEX invited_once ON identity.invited (organisation_id, address_hash);
