-- How much is open, for the operator's figures: counts, each with one execution that tells whose it is.

SET LOCAL ROLE sw_owner;

-- By machine, or whatever executions are listed under.
CREATE FUNCTION execution.open_executions() RETURNS TABLE (tenant_id bigint, execution_id uuid, many bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT g.tenant_id, one.execution_id, g.many
    FROM (SELECT e.tenant_id, e.region, e.machine, count(*) AS many FROM execution.execution e
          WHERE e.status = 'RUNNING' GROUP BY e.tenant_id, e.region, e.machine) g
    CROSS JOIN LATERAL (SELECT e.execution_id FROM execution.execution e
          WHERE e.tenant_id = g.tenant_id AND e.region = g.region AND e.machine = g.machine AND e.status = 'RUNNING' LIMIT 1) one
$$;

-- Tasks that wait in SWF's task lists, by list.
CREATE FUNCTION execution.pending_tasks() RETURNS TABLE (tenant_id bigint, execution_id uuid, line text, many bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT g.tenant_id, one.execution_id, g.line, g.many
    FROM (SELECT t.tenant_id, t.line, count(*) AS many FROM execution.task t
          WHERE NOT t.handed_out AND t.line LIKE 'swf/%' GROUP BY t.tenant_id, t.line) g
    CROSS JOIN LATERAL (SELECT t.execution_id FROM execution.task t
          WHERE t.tenant_id = g.tenant_id AND t.line = g.line AND NOT t.handed_out LIMIT 1) one
$$;

REVOKE ALL ON FUNCTION execution.open_executions(), execution.pending_tasks() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.open_executions(), execution.pending_tasks() TO sw_engine;

RESET ROLE;
