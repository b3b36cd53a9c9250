-- The log needs a place for events, the public feed and what readers remember.

-- The private events. `sequence` counts all of them without a hole in commit
-- order, so that a rebuild can catch up with writers. `committed_from` is the
-- first sequence of the event's transaction: read models were only ever seen
-- after whole ones, and a rebuild must not apply less.
CREATE TABLE {schema}.events (
    sequence BIGINT PRIMARY KEY,
    committed_from BIGINT NOT NULL,
    stream_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    type TEXT NOT NULL,
    data JSONB NOT NULL,
    metadata JSONB NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT events_stream_version UNIQUE (stream_id, version)
);

-- One row. Whoever commits takes it last, which makes commit order equal to
-- the order of sequence and position.
CREATE TABLE {schema}.log_head (
    one_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one_row),
    sequence BIGINT NOT NULL,
    position BIGINT NOT NULL
) WITH (fillfactor = 10);
INSERT INTO {schema}.log_head (sequence, position) VALUES (0, 0);

-- The public events: position 1, 2, 3 ... without a hole, in commit order.
CREATE TABLE {schema}.feed (
    position BIGINT PRIMARY KEY,
    event_id UUID NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    resource TEXT NOT NULL,
    data JSONB NOT NULL,
    traceparent TEXT,
    recorded_at TIMESTAMPTZ NOT NULL
);

-- The answers to commands that came with an idempotency key.
CREATE TABLE {schema}.commands (
    id TEXT COLLATE "C" CONSTRAINT commands_id PRIMARY KEY,
    request_hash BYTEA NOT NULL,
    stream UUID NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

-- Folded states of long streams; a cache that may be emptied.
CREATE TABLE {schema}.snapshots (
    stream_id TEXT COLLATE "C" PRIMARY KEY,
    version BIGINT NOT NULL,
    shape INTEGER NOT NULL,
    state JSONB NOT NULL
);

-- How far a projection has read the feed of a producer.
CREATE TABLE {schema}.checkpoint (
    projection TEXT NOT NULL,
    producer TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (projection, producer)
);

-- Events of others that could not be applied, and the later ones of the same
-- resource.
CREATE TABLE {schema}.parked (
    projection TEXT NOT NULL,
    producer TEXT NOT NULL,
    position BIGINT NOT NULL,
    event_id UUID NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    resource TEXT NOT NULL,
    data JSONB NOT NULL,
    traceparent TEXT,
    recorded_at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    parked_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, producer, position)
);
CREATE INDEX parked_resource ON {schema}.parked (projection, producer, resource, position);
