-- What a workflow costs in the log. The turns of an execution rewrite its row; while there is room in the page no index hears of it, so
-- pages are left two thirds empty. The line of a task is as long as an ARN, and it was in the index of each task: its hash finds it too.

SET LOCAL ROLE sw_owner;

ALTER TABLE execution.execution SET (fillfactor = 35);

DROP INDEX execution.task_of_line;
CREATE INDEX task_of_line ON execution.task (tenant_id, hashtextextended(line, 0), scheduled_at, execution_id, event_id)
    WHERE line IS NOT NULL;

RESET ROLE;
