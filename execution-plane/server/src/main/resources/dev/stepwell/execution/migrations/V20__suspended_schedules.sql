-- Schedules of suspended tenants do not fire, and must not hide those of others. Nodes of the release before ask without the last parameter.

SET LOCAL ROLE sw_owner;

DROP FUNCTION execution.schedules_due(integer, integer);

-- Schedules that are due within so many milliseconds, or have something due, those that wait longest first; none of these tenants'.
CREATE FUNCTION execution.schedules_due(within_ms integer, most integer, suspended bigint[] DEFAULT '{}')
    RETURNS TABLE (tenant_id bigint, schedule_id uuid, due_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT d.tenant_id, d.schedule_id, min(d.due_at) FROM (
        (SELECT s.tenant_id, s.schedule_id, s.next_due AS due_at FROM execution.schedule s
         WHERE s.next_due <= now() + within_ms * interval '1 millisecond' AND s.tenant_id <> ALL (suspended)
         ORDER BY s.next_due LIMIT most)
        UNION ALL
        (SELECT f.tenant_id, f.schedule_id, f.try_at FROM execution.schedule_fire f
         WHERE f.try_at <= now() + within_ms * interval '1 millisecond' AND f.tenant_id <> ALL (suspended)
         ORDER BY f.try_at LIMIT most)
    ) d GROUP BY d.tenant_id, d.schedule_id ORDER BY min(d.due_at) LIMIT most
$$;

REVOKE ALL ON FUNCTION execution.schedules_due(integer, integer, bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.schedules_due(integer, integer, bigint[]) TO sw_engine;

RESET ROLE;
