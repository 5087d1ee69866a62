-- Redrives: a row that has ended may go back to RUNNING, which puts it into the partial indexes again. Old rows were never redriven.
-- The number leaves room for what is being written beside it.
SET LOCAL ROLE sw_owner;
ALTER TABLE execution.execution ADD COLUMN redrive_count integer NOT NULL DEFAULT 0;
ALTER TABLE execution.execution ADD COLUMN redrive_date timestamptz;
RESET ROLE;
