-- What SWF asks of the journal. Tasks wait in lines: of an activity, or of a task list, where those of higher priority come first.

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

-- Executions that end say more to each other: what becomes of a child, a child policy says.
ALTER TABLE execution.inbox DROP CONSTRAINT inbox_kind_check;
ALTER TABLE execution.inbox ADD CONSTRAINT inbox_kind_check
    CHECK (kind IN ('CHILD_ENDED', 'GIVEN_UP', 'POLICY_TERMINATE', 'POLICY_REQUEST_CANCEL'));

-- The runs of SWF, for those who look: written with the start and the end of a run, and when it is asked to cancel.
CREATE TABLE execution.swf_run (
    tenant_id        bigint           NOT NULL,
    execution_id     uuid             NOT NULL,
    region           text             NOT NULL,
    domain           text COLLATE "C" NOT NULL,
    workflow_id      text COLLATE "C" NOT NULL,
    type_name        text COLLATE "C" NOT NULL,
    type_version     text COLLATE "C" NOT NULL,
    tags             text COLLATE "C" NOT NULL, -- one a line, each as JSON
    start_date       timestamptz      NOT NULL,
    close_date       timestamptz,
    close_status     text,
    cancel_requested boolean          NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, execution_id)
) WITH (fillfactor = 70);
CREATE INDEX swf_run_open ON execution.swf_run (tenant_id, region, domain, start_date, execution_id) WHERE close_date IS NULL;
CREATE INDEX swf_run_closed ON execution.swf_run (tenant_id, region, domain, close_date, execution_id) WHERE close_date IS NOT NULL;
CREATE INDEX swf_run_started ON execution.swf_run (tenant_id, region, domain, start_date, execution_id) WHERE close_date IS NOT NULL;
CREATE INDEX swf_run_workflow ON execution.swf_run (tenant_id, region, domain, workflow_id, start_date);

ALTER TABLE execution.swf_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE execution.swf_run FORCE ROW LEVEL SECURITY;
CREATE POLICY group_of_tenants ON execution.swf_run TO sw_engine USING (tenant_id = ANY
    ((SELECT nullif(current_setting('stepwell.tenants', true), '')::bigint[])::bigint[]));
CREATE POLICY one_tenant ON execution.swf_run FOR SELECT TO sw_read USING (tenant_id =
    (SELECT nullif(current_setting('stepwell.tenant', true), '')::bigint));
GRANT SELECT, INSERT, UPDATE ON execution.swf_run TO sw_engine;
GRANT SELECT ON execution.swf_run TO sw_read;

RESET ROLE;
