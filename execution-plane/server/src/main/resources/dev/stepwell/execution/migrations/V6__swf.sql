-- Tasks wait in lines: of an activity, or of a task list, where those of higher priority come first.

SET LOCAL ROLE sw_owner;

ALTER TABLE execution.task RENAME COLUMN activity_arn TO line;
ALTER TABLE execution.task
    ADD COLUMN priority         integer NOT NULL DEFAULT 0,
    ADD COLUMN cancel_requested boolean NOT NULL DEFAULT false, -- what the next heartbeat is told
    ADD COLUMN details          bytea; -- what the last heartbeat said
ALTER INDEX execution.task_of_activity RENAME TO task_of_line;

DROP FUNCTION execution.open_offers(timestamptz, integer);
CREATE FUNCTION execution.open_offers(before timestamptz, most integer)
    RETURNS TABLE (tenant_id bigint, execution_id uuid, event_id bigint, generation integer, line text, priority integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT t.tenant_id, t.execution_id, t.event_id, t.generation, t.line, t.priority
    FROM execution.task t
    WHERE NOT t.handed_out AND t.scheduled_at < before AND t.line IS NOT NULL
    ORDER BY t.scheduled_at
    LIMIT most
$$;
REVOKE ALL ON FUNCTION execution.open_offers(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.open_offers(timestamptz, integer) TO sw_engine;

-- Workflow ids are unique among open runs: they are free again, or the successor's, when a run ends.
GRANT UPDATE (execution_id, start_date), DELETE ON execution.execution_name TO sw_engine;

RESET ROLE;
