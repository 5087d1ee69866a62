-- For those who look on: what executions are called and what they ended with, and the indexes by which they are found. No column here
-- changes in a turn, but the error once, with the status.

SET LOCAL ROLE sw_owner;

ALTER TABLE execution.execution
    ADD COLUMN name  text COLLATE "C",
    ADD COLUMN error bytea; -- UTF-8: an error may hold what text cannot

-- The owner sees the rows of all tenants for this one statement.
ALTER TABLE execution.execution NO FORCE ROW LEVEL SECURITY;
ALTER TABLE execution.execution_name NO FORCE ROW LEVEL SECURITY;
UPDATE execution.execution e SET name = n.name FROM execution.execution_name n
    WHERE n.tenant_id = e.tenant_id AND n.region = e.region AND n.machine = e.machine AND n.execution_id = e.execution_id;
ALTER TABLE execution.execution FORCE ROW LEVEL SECURITY;
ALTER TABLE execution.execution_name FORCE ROW LEVEL SECURITY;

CREATE INDEX execution_newest ON execution.execution (tenant_id, region, start_date DESC, execution_id DESC);
CREATE INDEX execution_unsuccessful ON execution.execution (tenant_id, region, start_date DESC, execution_id DESC)
    WHERE status IN ('FAILED', 'TIMED_OUT', 'ABORTED');
CREATE INDEX execution_stopped ON execution.execution (tenant_id, region, stop_date) WHERE stop_date IS NOT NULL;
CREATE INDEX task_of_activity ON execution.task (tenant_id, activity_arn, scheduled_at, execution_id, event_id)
    WHERE activity_arn IS NOT NULL;

RESET ROLE;
