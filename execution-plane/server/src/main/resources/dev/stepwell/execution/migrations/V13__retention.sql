-- Workflow executions go when their domains keep them no longer: none within an hour of its close, and none while something lies in its
-- inbox, such as a note of what it still has to tell others.

SET LOCAL ROLE sw_owner;

-- Deletes some of the runs of a tenant, which must be one of the transaction's, that have been closed for longer than the days of their
-- domains, oldest first, with all that is kept of them; answers how many. Who else does the same at this moment is not waited for.
CREATE FUNCTION execution.delete_closed_runs(mine bigint, here text, domains text[], days integer[], most integer) RETURNS bigint
    LANGUAGE sql VOLATILE SET search_path = ''
AS $$
    WITH old AS MATERIALIZED (
        SELECT r.execution_id
        FROM unnest(domains, days) d (domain, days)
        CROSS JOIN LATERAL (
            SELECT s.execution_id FROM execution.swf_run s
            WHERE s.tenant_id = mine AND s.region = here AND s.domain = d.domain
              AND s.close_date < now() - greatest(d.days * interval '1 day', interval '1 hour')
              AND NOT EXISTS (SELECT FROM execution.inbox i WHERE i.tenant_id = mine AND i.execution_id = s.execution_id)
            ORDER BY s.close_date LIMIT most FOR UPDATE SKIP LOCKED
        ) r
        LIMIT most
    ),
    executions AS (DELETE FROM execution.execution e USING old WHERE e.tenant_id = mine AND e.execution_id = old.execution_id),
    segments AS (DELETE FROM execution.segment s USING old WHERE s.tenant_id = mine AND s.execution_id = old.execution_id),
    payloads AS (DELETE FROM execution.payload p USING old WHERE p.tenant_id = mine AND p.execution_id = old.execution_id),
    snapshots AS (DELETE FROM execution.snapshot s USING old WHERE s.tenant_id = mine AND s.execution_id = old.execution_id),
    runs AS (DELETE FROM execution.swf_run r USING old WHERE r.tenant_id = mine AND r.execution_id = old.execution_id)
    SELECT count(*) FROM old
$$;
REVOKE ALL ON FUNCTION execution.delete_closed_runs(bigint, text, text[], integer[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.delete_closed_runs(bigint, text, text[], integer[], integer) TO sw_engine;

RESET ROLE;
