-- Executions that have begun, ended or been redriven, of which somebody outside is to be told. Noted by the commit that did it, and gone
-- when the other side has taken it.

SET LOCAL ROLE sw_owner;

CREATE TABLE execution.announcement (
    tenant_id    bigint      NOT NULL,
    execution_id uuid        NOT NULL,
    first_seq    bigint      NOT NULL, -- the segment's
    noted_at     timestamptz NOT NULL,
    due_at       timestamptz NOT NULL, -- when to try next: moved before each attempt
    attempts     integer     NOT NULL,
    PRIMARY KEY (tenant_id, execution_id, first_seq)
);
CREATE INDEX announcement_due ON execution.announcement (due_at);

ALTER TABLE execution.announcement ENABLE ROW LEVEL SECURITY;
ALTER TABLE execution.announcement FORCE ROW LEVEL SECURITY;
CREATE POLICY group_of_tenants ON execution.announcement TO sw_engine USING (tenant_id = ANY
    ((SELECT nullif(current_setting('stepwell.tenants', true), '')::bigint[])::bigint[]));
CREATE POLICY one_tenant ON execution.announcement FOR SELECT TO sw_read USING (tenant_id =
    (SELECT nullif(current_setting('stepwell.tenant', true), '')::bigint));
CREATE POLICY discovery ON execution.announcement FOR SELECT TO sw_owner USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON execution.announcement TO sw_engine;
GRANT SELECT ON execution.announcement TO sw_read;

-- Announcements that are due, those that wait longest first.
CREATE FUNCTION execution.to_be_announced(most integer) RETURNS TABLE (tenant_id bigint, execution_id uuid, first_seq bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT a.tenant_id, a.execution_id, a.first_seq FROM execution.announcement a
    WHERE a.due_at <= now() ORDER BY a.due_at LIMIT most
$$;

REVOKE ALL ON FUNCTION execution.to_be_announced(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.to_be_announced(integer) TO sw_engine;

RESET ROLE;
