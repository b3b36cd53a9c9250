-- A service must not be able to change what has happened: its role may only
-- read and add events and feed rows.

DO $do$
BEGIN
    -- Roles belong to the whole cluster, so another database's migration may
    -- be making the same one now.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
        BEGIN
            CREATE ROLE {role} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
    -- From version 16 on, whoever makes a role may grant it but not take it on.
    IF NOT pg_has_role(current_user, '{role}',
        CASE WHEN current_setting('server_version_num')::INT >= 160000
             THEN 'SET' ELSE 'MEMBER' END)
    THEN
        BEGIN
            GRANT {role} TO CURRENT_USER;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
END
$do$;

GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT ON {schema}.events, {schema}.feed, {schema}.commands TO {role};
GRANT SELECT, UPDATE ON {schema}.log_head TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE
    ON {schema}.snapshots, {schema}.checkpoint, {schema}.parked TO {role};
GRANT SELECT ON {schema}.log_migrations TO {role};

-- For the service's own tables, which its own migrations make after this.
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}
    GRANT USAGE, SELECT ON SEQUENCES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}
    GRANT EXECUTE ON FUNCTIONS TO {role};
