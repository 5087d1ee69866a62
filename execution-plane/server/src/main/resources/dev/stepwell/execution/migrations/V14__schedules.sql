-- Schedules, and the times that they are due at. A time becomes a fire in the transaction that moves its schedule on to the next; the fire says
-- beforehand which execution it will be, so however often it is tried there is one.

SET LOCAL ROLE sw_owner;

CREATE TABLE execution.schedule (
    tenant_id   bigint           NOT NULL,
    region      text             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    schedule_id uuid             NOT NULL, -- another one of the same name is another one
    account     text             NOT NULL,
    definition  bytea            NOT NULL, -- the question that made it what it is
    enabled     boolean          NOT NULL,
    overlap     text             NOT NULL CHECK (overlap IN ('ALLOW_ALL', 'SKIP', 'BUFFER_ONE', 'CANCEL_OTHER', 'TERMINATE_OTHER')),
    created_at  timestamptz      NOT NULL,
    modified_at timestamptz      NOT NULL,
    temporary   boolean          NOT NULL, -- goes when it is never due again
    next_due    timestamptz,               -- none while it is disabled, and when it is never due again
    PRIMARY KEY (tenant_id, region, name),
    UNIQUE (tenant_id, schedule_id)
);
CREATE INDEX schedule_due ON execution.schedule (next_due) WHERE next_due IS NOT NULL;

CREATE TABLE execution.schedule_fire (
    tenant_id     bigint      NOT NULL,
    schedule_id   uuid        NOT NULL,
    due_at        timestamptz NOT NULL,
    counts_from   timestamptz NOT NULL, -- when its patience began: when it was due, or asked for long after
    try_at        timestamptz,          -- none when it is decided
    attempts      integer     NOT NULL,
    execution_id  uuid        NOT NULL,
    outcome       text        CHECK (outcome IN ('STARTED', 'SKIPPED', 'MISSED', 'FAILED')),
    execution_arn text,
    reason        bytea,                -- may tell what a client has said
    decided_at    timestamptz,
    PRIMARY KEY (tenant_id, schedule_id, due_at),
    CHECK ((outcome IS NULL) = (try_at IS NOT NULL)),
    CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE INDEX schedule_fire_due ON execution.schedule_fire (try_at) WHERE try_at IS NOT NULL;

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['schedule', 'schedule_fire'] LOOP
        EXECUTE format('ALTER TABLE execution.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE execution.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY group_of_tenants ON execution.%I TO sw_engine USING (tenant_id = ANY '
            '((SELECT nullif(current_setting(''stepwell.tenants'', true), '''')::bigint[])::bigint[]))', t);
        EXECUTE format('CREATE POLICY one_tenant ON execution.%I FOR SELECT TO sw_read USING (tenant_id = '
            '(SELECT nullif(current_setting(''stepwell.tenant'', true), '''')::bigint))', t);
        EXECUTE format('CREATE POLICY discovery ON execution.%I FOR SELECT TO sw_owner USING (true)', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON execution.%I TO sw_engine', t);
        EXECUTE format('GRANT SELECT ON execution.%I TO sw_read', t);
    END LOOP;
END
$$;

-- Schedules that are due within so many milliseconds, or have something due, those that wait longest first.
CREATE FUNCTION execution.schedules_due(within_ms integer, most integer)
    RETURNS TABLE (tenant_id bigint, schedule_id uuid, due_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT d.tenant_id, d.schedule_id, min(d.due_at) FROM (
        (SELECT s.tenant_id, s.schedule_id, s.next_due AS due_at FROM execution.schedule s
         WHERE s.next_due <= now() + within_ms * interval '1 millisecond' ORDER BY s.next_due LIMIT most)
        UNION ALL
        (SELECT f.tenant_id, f.schedule_id, f.try_at FROM execution.schedule_fire f
         WHERE f.try_at <= now() + within_ms * interval '1 millisecond' ORDER BY f.try_at LIMIT most)
    ) d GROUP BY d.tenant_id, d.schedule_id ORDER BY min(d.due_at) LIMIT most
$$;

REVOKE ALL ON FUNCTION execution.schedules_due(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.schedules_due(integer, integer) TO sw_engine;

RESET ROLE;
