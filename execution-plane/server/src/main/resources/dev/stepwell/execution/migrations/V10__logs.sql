-- What machines log. A turn whose events its machine wants logged is noted by its own commit; the note goes when the lines are there, in
-- one transaction, so no event is lost and none has two lines.

SET LOCAL ROLE sw_owner;

CREATE TABLE execution.log_backlog (
    tenant_id    bigint      NOT NULL,
    execution_id uuid        NOT NULL,
    first_seq    bigint      NOT NULL, -- the segment's
    level        text        NOT NULL CHECK (level IN ('ALL', 'ERROR', 'FATAL')),
    with_data    boolean     NOT NULL,
    due_at       timestamptz NOT NULL, -- when it was noted, or when it is worth another try
    PRIMARY KEY (tenant_id, execution_id, first_seq)
);
CREATE INDEX log_backlog_due ON execution.log_backlog (due_at);

CREATE TABLE execution.log_line (
    tenant_id    bigint           NOT NULL,
    execution_id uuid             NOT NULL,
    event_id     bigint           NOT NULL,
    region       text             NOT NULL,
    machine      text COLLATE "C" NOT NULL,
    at           timestamptz      NOT NULL, -- the event's time
    bytes        bytea            NOT NULL, -- AWS's JSON in UTF-8, which may hold what text cannot
    PRIMARY KEY (tenant_id, execution_id, event_id)
);
CREATE INDEX log_line_of_machine ON execution.log_line (tenant_id, region, machine, at, execution_id, event_id);
-- Lines come about in the order of their times: finding the old ones takes next to no room.
CREATE INDEX log_line_age ON execution.log_line USING brin (at);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['log_backlog', 'log_line'] LOOP
        EXECUTE format('ALTER TABLE execution.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE execution.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY group_of_tenants ON execution.%I TO sw_engine USING (tenant_id = ANY '
            '((SELECT nullif(current_setting(''stepwell.tenants'', true), '''')::bigint[])::bigint[]))', t);
        EXECUTE format('CREATE POLICY one_tenant ON execution.%I FOR SELECT TO sw_read USING (tenant_id = '
            '(SELECT nullif(current_setting(''stepwell.tenant'', true), '''')::bigint))', t);
        EXECUTE format('CREATE POLICY discovery ON execution.%I FOR SELECT TO sw_owner USING (true)', t);
        EXECUTE format('GRANT SELECT ON execution.%I TO sw_read', t);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON execution.log_backlog TO sw_engine;
GRANT SELECT, INSERT, DELETE ON execution.log_line TO sw_engine;

-- Turns that are to be logged, those that wait longest first.
CREATE FUNCTION execution.to_be_logged(most integer) RETURNS TABLE (tenant_id bigint, execution_id uuid, first_seq bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT b.tenant_id, b.execution_id, b.first_seq FROM execution.log_backlog b
    WHERE b.due_at <= now() ORDER BY b.due_at LIMIT most
$$;

-- Tenants that have lines of before a time; one more than once if that is quicker.
CREATE FUNCTION execution.tenants_with_lines(before timestamptz, most integer) RETURNS TABLE (tenant_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT DISTINCT l.tenant_id FROM (SELECT o.tenant_id FROM execution.log_line o WHERE o.at < before LIMIT most) l
$$;

REVOKE ALL ON FUNCTION execution.to_be_logged(integer), execution.tenants_with_lines(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.to_be_logged(integer), execution.tenants_with_lines(timestamptz, integer) TO sw_engine;

RESET ROLE;
