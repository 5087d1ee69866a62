-- One thing done to many executions: the set is written down when it is started, and each of it has its result.

SET LOCAL ROLE sw_owner;

CREATE TABLE execution.bulk_operation (
    tenant_id    bigint      NOT NULL,
    operation_id uuid        NOT NULL,
    region       text        NOT NULL,
    account      text        NOT NULL,
    principal    text        NOT NULL, -- the key that started it
    action       text        NOT NULL CHECK (action IN ('STOP', 'REDRIVE')),
    error        bytea,                -- of STOP
    cause        bytea,
    rate         integer     NOT NULL,
    status       text        NOT NULL CHECK (status IN ('RUNNING', 'COMPLETED', 'CANCELED')),
    total        integer     NOT NULL, -- of its items; and what came of them so far
    done         integer     NOT NULL,
    skipped      integer     NOT NULL,
    failed       integer     NOT NULL,
    created_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    due_at       timestamptz,          -- when some more are to be treated: moved before each attempt, so that one node does it
    PRIMARY KEY (tenant_id, operation_id),
    CHECK ((status = 'RUNNING') = (due_at IS NOT NULL)),
    CHECK ((status = 'RUNNING') = (ended_at IS NULL))
);
CREATE INDEX bulk_operation_due ON execution.bulk_operation (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX bulk_operation_newest ON execution.bulk_operation (tenant_id, region, created_at DESC);
CREATE INDEX bulk_operation_age ON execution.bulk_operation (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE execution.bulk_item (
    tenant_id     bigint      NOT NULL,
    operation_id  uuid        NOT NULL,
    ord           integer     NOT NULL,
    execution_id  uuid        NOT NULL,
    execution_arn text        NOT NULL,
    attempts      integer     NOT NULL,
    result        text        NOT NULL CHECK (result IN ('PENDING', 'DONE', 'SKIPPED', 'FAILED')),
    reason        bytea,                -- may tell what a client has said
    decided_at    timestamptz,
    PRIMARY KEY (tenant_id, operation_id, ord)
);
CREATE INDEX bulk_item_pending ON execution.bulk_item (tenant_id, operation_id, ord) WHERE result = 'PENDING';

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['bulk_operation', 'bulk_item'] LOOP
        EXECUTE format('ALTER TABLE execution.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE execution.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY group_of_tenants ON execution.%I TO sw_engine USING (tenant_id = ANY '
            '((SELECT nullif(current_setting(''stepwell.tenants'', true), '''')::bigint[])::bigint[]))', t);
        EXECUTE format('CREATE POLICY one_tenant ON execution.%I FOR SELECT TO sw_read USING (tenant_id = '
            '(SELECT nullif(current_setting(''stepwell.tenant'', true), '''')::bigint))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON execution.%I TO sw_engine', t);
        EXECUTE format('GRANT SELECT ON execution.%I TO sw_read', t);
    END LOOP;
END
$$;
CREATE POLICY discovery ON execution.bulk_operation FOR SELECT TO sw_owner USING (true);

-- Operations of which some more is to be treated, those that wait longest first.
CREATE FUNCTION execution.bulk_due(most integer) RETURNS TABLE (tenant_id bigint, operation_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT o.tenant_id, o.operation_id FROM execution.bulk_operation o
    WHERE o.due_at <= now() ORDER BY o.due_at LIMIT most
$$;

-- Operations that ended before a time.
CREATE FUNCTION execution.bulk_ended(before timestamptz, most integer) RETURNS TABLE (tenant_id bigint, operation_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT o.tenant_id, o.operation_id FROM execution.bulk_operation o
    WHERE o.ended_at < before ORDER BY o.ended_at LIMIT most
$$;

REVOKE ALL ON FUNCTION execution.bulk_due(integer), execution.bulk_ended(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.bulk_due(integer), execution.bulk_ended(timestamptz, integer) TO sw_engine;

RESET ROLE;
