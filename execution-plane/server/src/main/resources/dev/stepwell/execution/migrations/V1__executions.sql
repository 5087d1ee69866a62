-- Executions and all that one needs to go on after everything in memory is lost. See JOURNAL.md beside the module's pom.
-- Rules: keys begin with the tenant; every table that knows one forces row-level security; names are compared bytewise;
-- users' data is bytea with a header of its own (format, codec, key). Runs on PostgreSQL 15 and later.

-- Roles belong to the server and not to this database: another plane or another installation may have made them already,
-- perhaps at this very moment.
DO $$
DECLARE
    wanted text;
    -- Since PostgreSQL 16 whoever makes a role may grant it without being able to take it on.
    usable text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    FOREACH wanted IN ARRAY ARRAY ['sw_owner', 'sw_engine', 'sw_read'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOCREATEDB NOCREATEROLE', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
        IF NOT pg_catalog.pg_has_role(current_user, wanted, usable) THEN
            EXECUTE format('GRANT %I TO %I', wanted, current_user);
        END IF;
    END LOOP;
END
$$;

ALTER SCHEMA execution OWNER TO sw_owner;
SET LOCAL ROLE sw_owner;
GRANT USAGE ON SCHEMA execution TO sw_engine, sw_read;

-- Nodes. A node that is started again takes its name with it and so ends its earlier incarnation.
CREATE TABLE execution.node (
    name        text COLLATE "C" NOT NULL PRIMARY KEY,
    incarnation uuid             NOT NULL UNIQUE,
    address     text             NOT NULL,
    expires_at  timestamptz      NOT NULL
) WITH (fillfactor = 50);

-- One hot row per execution. A turn changes epoch, seq and owner at most, which no index but running_of_owner knows, so its update
-- stays within the page; status changes once. What never changes stands behind, where the log of an update leaves it out.
CREATE TABLE execution.execution (
    tenant_id    bigint           NOT NULL,
    execution_id uuid             NOT NULL,
    epoch        bigint           NOT NULL,
    seq          bigint           NOT NULL,
    owner        uuid             NOT NULL, -- an incarnation, dead or alive
    start_date   timestamptz      NOT NULL,
    stop_date    timestamptz,
    status       text             NOT NULL
        CHECK (status IN ('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED')),
    region       text             NOT NULL,
    machine      text COLLATE "C" NOT NULL,
    account      text             NOT NULL,
    version_arn  text,
    alias_arn    text,
    facts        bytea            NOT NULL,
    ending       bytea,
    PRIMARY KEY (tenant_id, execution_id)
) WITH (fillfactor = 70);
CREATE INDEX execution_listing ON execution.execution (tenant_id, region, machine, start_date DESC, execution_id DESC);
CREATE INDEX running_listing ON execution.execution (tenant_id, region, machine, start_date DESC, execution_id DESC)
    WHERE status = 'RUNNING';
CREATE INDEX running_of_owner ON execution.execution (owner) WHERE status = 'RUNNING';

-- Names make starts idempotent. A row outlives its execution's end; a name is free again when its row goes.
CREATE TABLE execution.execution_name (
    tenant_id    bigint           NOT NULL,
    region       text             NOT NULL,
    machine      text COLLATE "C" NOT NULL,
    name         text COLLATE "C" NOT NULL,
    execution_id uuid             NOT NULL,
    start_date   timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, region, machine, name)
);

-- The records of one commit, never changed. Partitions hold the executions that were started in one week, which their ids tell.
CREATE TABLE execution.segment (
    tenant_id    bigint NOT NULL,
    execution_id uuid   NOT NULL,
    first_seq    bigint NOT NULL,
    last_seq     bigint NOT NULL,
    first_event  bigint NOT NULL, -- 0 with the next when no record is an event
    last_event   bigint NOT NULL,
    epoch        bigint NOT NULL, -- in which it was written: tells a turn in doubt from another at its place
    bytes        bytea  NOT NULL,
    PRIMARY KEY (tenant_id, execution_id, first_seq)
) PARTITION BY RANGE (execution_id);

-- Large values, once per execution and content.
CREATE TABLE execution.payload (
    tenant_id    bigint NOT NULL,
    execution_id uuid   NOT NULL,
    hash         bytea  NOT NULL CHECK (length(hash) = 32),
    bytes        bytea  NOT NULL,
    PRIMARY KEY (tenant_id, execution_id, hash)
) PARTITION BY RANGE (execution_id);

-- States kept to shorten folding: disposable, and each version of the code reads its own only.
CREATE TABLE execution.snapshot (
    tenant_id    bigint NOT NULL,
    execution_id uuid   NOT NULL,
    code_version text   NOT NULL,
    seq          bigint NOT NULL,
    bytes        bytea  NOT NULL,
    PRIMARY KEY (tenant_id, execution_id, code_version)
);

-- At most one wake-up per execution.
CREATE TABLE execution.wakeup (
    tenant_id    bigint      NOT NULL,
    execution_id uuid        NOT NULL,
    due_at       timestamptz NOT NULL,
    slot         smallint    NOT NULL,
    PRIMARY KEY (tenant_id, execution_id)
) WITH (fillfactor = 70);
CREATE INDEX wakeup_due ON execution.wakeup (slot, due_at);

-- Open tasks.
CREATE TABLE execution.task (
    tenant_id    bigint      NOT NULL,
    execution_id uuid        NOT NULL,
    event_id     bigint      NOT NULL, -- that scheduled it
    generation   integer     NOT NULL,
    handed_out   boolean     NOT NULL,
    scheduled_at timestamptz NOT NULL,
    last_beat    timestamptz,
    activity_arn text,
    PRIMARY KEY (tenant_id, execution_id, event_id, generation)
) WITH (fillfactor = 70);
CREATE INDEX task_on_offer ON execution.task (scheduled_at) WHERE NOT handed_out;

-- Values come compressed, if that pays: to try again is lost time.
ALTER TABLE execution.segment ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE execution.payload ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE execution.snapshot ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Whatever has no partition of its own yet.
CREATE TABLE execution.segment_default PARTITION OF execution.segment DEFAULT;
CREATE TABLE execution.payload_default PARTITION OF execution.payload DEFAULT;

-- Row-level security, the second net under the predicates of the statements. The set of tenants is read once per statement, not
-- once per row. Partitions have no policy: nobody reaches them but through their table.
DO $$
DECLARE
    t regclass;
BEGIN
    FOR t IN SELECT c.oid FROM pg_catalog.pg_class c
             JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
             WHERE c.relnamespace = 'execution'::regnamespace AND c.relkind IN ('r', 'p') LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
        CONTINUE WHEN (SELECT relispartition FROM pg_catalog.pg_class WHERE oid = t);
        EXECUTE format('CREATE POLICY group_of_tenants ON %s TO sw_engine USING (tenant_id = ANY '
            '((SELECT nullif(current_setting(''stepwell.tenants'', true), '''')::bigint[])::bigint[]))', t);
        EXECUTE format('CREATE POLICY one_tenant ON %s FOR SELECT TO sw_read USING (tenant_id = '
            '(SELECT nullif(current_setting(''stepwell.tenant'', true), '''')::bigint))', t);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE ON execution.execution TO sw_engine;
GRANT SELECT, INSERT ON execution.execution_name, execution.segment, execution.payload TO sw_engine;
GRANT SELECT, INSERT, UPDATE, DELETE ON execution.snapshot, execution.wakeup, execution.task, execution.node TO sw_engine;
GRANT SELECT ON execution.execution, execution.execution_name, execution.segment, execution.payload, execution.snapshot,
    execution.wakeup, execution.task, execution.node TO sw_read;

-- The narrow doors through which work is found whose tenant is not known before: they run as the owner, who may look at three
-- tables only, and answer with ids.
CREATE POLICY discovery ON execution.execution FOR SELECT TO sw_owner USING (true);
CREATE POLICY discovery ON execution.wakeup FOR SELECT TO sw_owner USING (true);
CREATE POLICY discovery ON execution.task FOR SELECT TO sw_owner USING (true);

-- Running executions whose owner is dead. Hops from owner to owner along the index, so that the executions of the living, however
-- many, are not looked at.
CREATE FUNCTION execution.orphans(most integer) RETURNS TABLE (tenant_id bigint, execution_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    WITH RECURSIVE known (owner) AS (
        (SELECT e.owner FROM execution.execution e WHERE e.status = 'RUNNING' ORDER BY e.owner LIMIT 1)
        UNION ALL
        SELECT (SELECT e.owner FROM execution.execution e
                WHERE e.status = 'RUNNING' AND e.owner > k.owner ORDER BY e.owner LIMIT 1)
        FROM known k WHERE k.owner IS NOT NULL
    )
    SELECT o.tenant_id, o.execution_id
    FROM known k
    CROSS JOIN LATERAL (
        SELECT e.tenant_id, e.execution_id FROM execution.execution e
        WHERE e.status = 'RUNNING' AND e.owner = k.owner LIMIT most
    ) o
    WHERE NOT EXISTS (SELECT FROM execution.node n WHERE n.incarnation = k.owner AND n.expires_at > now())
    LIMIT most
$$;

CREATE FUNCTION execution.wake_ups(slots smallint[], until timestamptz, most integer)
    RETURNS TABLE (tenant_id bigint, execution_id uuid, due_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT w.tenant_id, w.execution_id, w.due_at
    FROM unnest(slots) s (slot)
    CROSS JOIN LATERAL (
        SELECT u.tenant_id, u.execution_id, u.due_at FROM execution.wakeup u
        WHERE u.slot = s.slot AND u.due_at < until ORDER BY u.due_at LIMIT most
    ) w
    ORDER BY w.due_at, w.tenant_id, w.execution_id
    LIMIT most
$$;

CREATE FUNCTION execution.open_offers(before timestamptz, most integer)
    RETURNS TABLE (tenant_id bigint, execution_id uuid, event_id bigint, generation integer, activity_arn text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT t.tenant_id, t.execution_id, t.event_id, t.generation, t.activity_arn
    FROM execution.task t
    WHERE NOT t.handed_out AND t.scheduled_at < before AND t.activity_arn IS NOT NULL
    ORDER BY t.scheduled_at
    LIMIT most
$$;

-- Makes the partitions of some weeks from a time on, and answers how many it made. The new table is attached when it is finished, so
-- that writers are not held up; a week of which the default partition already has rows is left to it.
CREATE FUNCTION execution.make_partitions(since timestamptz, weeks integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET lock_timeout = '2s'
AS $$
DECLARE
    made   integer := 0;
    parent text;
    part   text;
    week   timestamptz;
    bounds uuid[];
    taken  boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('execution.make_partitions'));
    FOR i IN 0 .. weeks - 1 LOOP
        week := date_trunc('week', since, 'UTC') + i * interval '7 days';
        SELECT array_agg((lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid ORDER BY at)
        INTO bounds FROM unnest(ARRAY [week, week + interval '7 days']) at;
        FOREACH parent IN ARRAY ARRAY ['segment', 'payload'] LOOP
            part := parent || to_char(week AT TIME ZONE 'UTC', '_IYYY_IW');
            CONTINUE WHEN to_regclass('execution.' || part) IS NOT NULL;
            EXECUTE format('SELECT EXISTS (SELECT FROM execution.%I WHERE execution_id >= $1 AND execution_id < $2)',
                parent || '_default') INTO taken USING bounds[1], bounds[2];
            CONTINUE WHEN taken;
            EXECUTE format('CREATE TABLE execution.%I (LIKE execution.%I INCLUDING ALL)', part, parent);
            EXECUTE format('ALTER TABLE execution.%I ENABLE ROW LEVEL SECURITY', part);
            EXECUTE format('ALTER TABLE execution.%I FORCE ROW LEVEL SECURITY', part);
            EXECUTE format('ALTER TABLE execution.%I ATTACH PARTITION execution.%I FOR VALUES FROM (%L) TO (%L)',
                parent, part, bounds[1], bounds[2]);
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$$;
CREATE POLICY discovery ON execution.segment_default FOR SELECT TO sw_owner USING (true);
CREATE POLICY discovery ON execution.payload_default FOR SELECT TO sw_owner USING (true);

REVOKE ALL ON FUNCTION execution.orphans(integer), execution.wake_ups(smallint[], timestamptz, integer),
    execution.open_offers(timestamptz, integer), execution.make_partitions(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.orphans(integer), execution.wake_ups(smallint[], timestamptz, integer),
    execution.open_offers(timestamptz, integer), execution.make_partitions(timestamptz, integer) TO sw_engine;

RESET ROLE;
