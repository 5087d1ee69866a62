-- Executions are forked, paused and resumed in bulk as well; and those of one error are found by it.

SET LOCAL ROLE sw_owner;

ALTER TABLE execution.bulk_operation
    ADD COLUMN fork bytea, -- of FORK: what each begins with; of PAUSE the cause is the reason
    DROP CONSTRAINT bulk_operation_action_check,
    ADD CONSTRAINT bulk_operation_action_check CHECK (action IN ('STOP', 'REDRIVE', 'FORK', 'PAUSE', 'RESUME')),
    ADD CHECK ((action = 'FORK') = (fork IS NOT NULL));

ALTER TABLE execution.bulk_item
    ADD COLUMN made text; -- of FORK: the new execution

-- Only what ended badly pays for it, once.
CREATE INDEX execution_error ON execution.execution (tenant_id, region, error, start_date DESC, execution_id DESC)
    WHERE error IS NOT NULL;

RESET ROLE;
