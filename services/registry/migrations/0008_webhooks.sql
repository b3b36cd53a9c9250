-- The public events are sent to the servers of others, too. Secrets and what is
-- under way are no events: here they can be changed and deleted.

CREATE TABLE registry.webhooks (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL,
    url TEXT NOT NULL,
    -- Empty for all.
    event_types TEXT[] NOT NULL,
    counties TEXT[] NOT NULL,
    industries TEXT[] NOT NULL,
    -- Sealed by the key of the settings.
    secret BYTEA NOT NULL,
    old_secret BYTEA,
    old_secret_until TIMESTAMPTZ,
    -- Events of the feed up to here have their delivery, or are not wanted.
    position BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    -- Of the request that made it, where that came with an idempotency key.
    request_hash BYTEA,
    last_delivered_at TIMESTAMPTZ,
    -- The first failure after which nothing was taken.
    failing_since TIMESTAMPTZ,
    -- The server asked to be left alone until then.
    paused_until TIMESTAMPTZ,
    disabled_at TIMESTAMPTZ,
    disabled_reason TEXT,
    -- The organisation has been told that it is disabled.
    told_at TIMESTAMPTZ
);
CREATE INDEX webhooks_organisation ON registry.webhooks (organisation_id, created_at, id);
CREATE INDEX webhooks_position ON registry.webhooks (position) WHERE disabled_at IS NULL;

CREATE TABLE registry.webhook_deliveries (
    id UUID PRIMARY KEY,
    webhook_id UUID NOT NULL REFERENCES registry.webhooks (id) ON DELETE CASCADE,
    event_id UUID NOT NULL,
    event_type TEXT NOT NULL,
    -- In the feed; 0 for a test.
    position BIGINT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    -- In all, and since it was last begun.
    attempts INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ NOT NULL,
    last_attempt_at TIMESTAMPTZ,
    next_attempt_at TIMESTAMPTZ NOT NULL,
    -- Somebody sends it, and is believed to live until then.
    lease_until TIMESTAMPTZ,
    last_status INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT ''
);
-- An event has one delivery, however often the feed is read.
CREATE UNIQUE INDEX webhook_deliveries_position
    ON registry.webhook_deliveries (webhook_id, position) WHERE position > 0;
CREATE INDEX webhook_deliveries_waiting
    ON registry.webhook_deliveries (webhook_id, next_attempt_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_log
    ON registry.webhook_deliveries (webhook_id, created_at, id);
CREATE INDEX webhook_deliveries_age ON registry.webhook_deliveries (created_at);
