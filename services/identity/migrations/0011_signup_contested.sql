-- Of two sign-ups with one address, only one can be its owner's: the newer one
-- counts, and whoever confirms it then has to know its password.

ALTER TABLE identity.signups ADD COLUMN contested BOOLEAN NOT NULL DEFAULT FALSE;
