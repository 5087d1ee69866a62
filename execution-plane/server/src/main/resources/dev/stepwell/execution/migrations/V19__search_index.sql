-- The index by which executions are found by what their input and output say. A turn that begins or ends an execution of a machine that has
-- asked for it leaves a note with its own commit; the note goes in the transaction that brings the index up to date, so nothing is lost.

SET LOCAL ROLE sw_owner;

-- What of the executions of a machine goes into the index.
CREATE TABLE execution.search_setting (
    tenant_id   bigint           NOT NULL,
    machine_arn text COLLATE "C" NOT NULL,
    definition  bytea            NOT NULL, -- the question that made it what it is
    modified_at timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, machine_arn)
);

CREATE TABLE execution.search_backlog (
    tenant_id    bigint      NOT NULL,
    execution_id uuid        NOT NULL,
    first_seq    bigint      NOT NULL, -- the segment's
    noted_at     timestamptz NOT NULL,
    due_at       timestamptz NOT NULL, -- when it was noted, or when it is worth another try
    PRIMARY KEY (tenant_id, execution_id, first_seq)
);
CREATE INDEX search_backlog_due ON execution.search_backlog (due_at);
CREATE INDEX search_backlog_tenant_age ON execution.search_backlog (tenant_id, noted_at);

-- Values are bytes whose order is theirs: booleans, then numbers, then texts.
CREATE TABLE execution.search_attribute (
    tenant_id    bigint           NOT NULL,
    execution_id uuid             NOT NULL,
    name         text COLLATE "C" NOT NULL,
    region       text             NOT NULL,
    value        bytea            NOT NULL,
    start_date   timestamptz      NOT NULL, -- the execution's
    PRIMARY KEY (tenant_id, execution_id, name)
);
CREATE INDEX search_attribute_value ON execution.search_attribute
    (tenant_id, region, name, value, start_date DESC, execution_id DESC);

-- The words of inputs and outputs, each with the tenant before it: who looks for one does not go through the others' executions.
CREATE TABLE execution.search_text (
    tenant_id    bigint           NOT NULL,
    execution_id uuid             NOT NULL,
    region       text             NOT NULL,
    machine      text COLLATE "C" NOT NULL,
    start_date   timestamptz      NOT NULL, -- the execution's
    words        text[]           NOT NULL,
    PRIMARY KEY (tenant_id, execution_id)
);
CREATE INDEX search_text_words ON execution.search_text USING gin (array_to_tsvector(words));
CREATE INDEX search_text_newest ON execution.search_text (tenant_id, region, start_date DESC, execution_id DESC);
CREATE INDEX search_text_machine ON execution.search_text (tenant_id, region, machine, start_date DESC, execution_id DESC);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['search_setting', 'search_backlog', 'search_attribute', 'search_text'] LOOP
        EXECUTE format('ALTER TABLE execution.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE execution.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY group_of_tenants ON execution.%I TO sw_engine USING (tenant_id = ANY '
            '((SELECT nullif(current_setting(''stepwell.tenants'', true), '''')::bigint[])::bigint[]))', t);
        EXECUTE format('CREATE POLICY one_tenant ON execution.%I FOR SELECT TO sw_read USING (tenant_id = '
            '(SELECT nullif(current_setting(''stepwell.tenant'', true), '''')::bigint))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON execution.%I TO sw_engine', t);
        EXECUTE format('GRANT SELECT ON execution.%I TO sw_read', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY ['search_setting', 'search_backlog', 'search_text'] LOOP
        EXECUTE format('CREATE POLICY discovery ON execution.%I FOR SELECT TO sw_owner USING (true)', t);
    END LOOP;
END
$$;

-- Tenants of which something goes into the index.
CREATE FUNCTION execution.tenants_with_search() RETURNS TABLE (tenant_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT DISTINCT s.tenant_id FROM execution.search_setting s
$$;

-- Executions of which the index does not know the newest, those that wait longest first.
CREATE FUNCTION execution.to_be_indexed(most integer) RETURNS TABLE (tenant_id bigint, execution_id uuid, first_seq bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT b.tenant_id, b.execution_id, b.first_seq FROM execution.search_backlog b
    WHERE b.due_at <= now() ORDER BY b.due_at LIMIT most
$$;

-- The newest executions of a tenant, which must be one of the transaction's, that have all the words of a query. It has a door of its own
-- because row-level security keeps an index of words from being used: what the operator of such an index sees might leak. Planned each time:
-- of a word that many have the newest are read, one that few have is looked up.
CREATE FUNCTION execution.executions_with_words(
    mine bigint, here text, which text, query text, before timestamptz, before_id uuid, most integer)
    RETURNS TABLE (execution_id uuid, start_date timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    wanted tsquery := query::tsquery;
BEGIN
    IF NOT coalesce(mine = ANY (nullif(current_setting('stepwell.tenants', true), '')::bigint[]), false) THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE 'SELECT t.execution_id, t.start_date FROM execution.search_text t'
        ' WHERE t.tenant_id = $1 AND t.region = $2 AND array_to_tsvector(t.words) @@ $3'
        || CASE WHEN which IS NULL THEN '' ELSE ' AND t.machine = $4' END
        || CASE WHEN before IS NULL THEN '' ELSE ' AND (t.start_date, t.execution_id) < ($5, $6)' END
        || ' ORDER BY t.start_date DESC, t.execution_id DESC LIMIT $7'
        USING mine, here, wanted, which, before, before_id, most;
END
$$;

REVOKE ALL ON FUNCTION execution.tenants_with_search(), execution.to_be_indexed(integer),
    execution.executions_with_words(bigint, text, text, text, timestamptz, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.tenants_with_search(), execution.to_be_indexed(integer),
    execution.executions_with_words(bigint, text, text, text, timestamptz, uuid, integer) TO sw_engine;

RESET ROLE;
