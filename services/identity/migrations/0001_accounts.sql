-- Accounts have to be read without folding their events: who is staff, who
-- leads which county, and which ways lead into an account. Nothing personal.

CREATE TABLE identity.accounts (
    subject_id UUID PRIMARY KEY,
    version BIGINT NOT NULL,
    erased BOOLEAN NOT NULL,
    email_verified BOOLEAN NOT NULL,
    language TEXT NOT NULL,
    mail JSONB NOT NULL,
    staff BOOLEAN NOT NULL,
    counties TEXT[] NOT NULL,
    has_password BOOLEAN NOT NULL,
    has_totp BOOLEAN NOT NULL,
    passkeys INTEGER NOT NULL,
    providers TEXT[] NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX accounts_role_holders ON identity.accounts (subject_id)
    WHERE staff OR counties <> '{}';

-- No single account knows that it is the last one of the staff, and two staff
-- may take the role from each other at the same moment: whoever comes second
-- waits here for the first, and then sees what is left.
CREATE FUNCTION identity.keep_staff() RETURNS VOID
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('identity.keep_staff', 0));
    IF NOT EXISTS (SELECT FROM identity.accounts WHERE staff) THEN
        RAISE EXCEPTION 'somebody has to be staff'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_staff_stays';
    END IF;
END
$$;
