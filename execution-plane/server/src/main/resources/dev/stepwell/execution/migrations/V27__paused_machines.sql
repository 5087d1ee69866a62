-- Machines that are held still. Their executions are told one after another, in passes over all that run: the second pass finds those that
-- began on nodes that did not know yet.

SET LOCAL ROLE sw_owner;

CREATE TABLE execution.machine_pause (
    tenant_id  bigint           NOT NULL,
    region     text             NOT NULL,
    machine    text COLLATE "C" NOT NULL,
    principal  text             NOT NULL, -- who asked for it
    reason     bytea,
    paused_at  timestamptz      NOT NULL,
    resumed_at timestamptz,               -- it goes on, and the row goes when all have been told
    round      bigint           NOT NULL, -- one more with each pause and each resumption
    passes     integer          NOT NULL, -- that are still to be made
    last_start timestamptz,               -- the execution that was told last in this pass
    last_id    uuid,
    due_at     timestamptz,               -- when some more are to be told: moved before each attempt, so that one node does it
    PRIMARY KEY (tenant_id, region, machine),
    CHECK ((passes > 0) = (due_at IS NOT NULL)),
    CHECK ((last_start IS NULL) = (last_id IS NULL))
);

ALTER TABLE execution.machine_pause ENABLE ROW LEVEL SECURITY;
ALTER TABLE execution.machine_pause FORCE ROW LEVEL SECURITY;
CREATE POLICY group_of_tenants ON execution.machine_pause TO sw_engine USING (tenant_id = ANY
    ((SELECT nullif(current_setting('stepwell.tenants', true), '')::bigint[])::bigint[]));
CREATE POLICY one_tenant ON execution.machine_pause FOR SELECT TO sw_read USING (tenant_id =
    (SELECT nullif(current_setting('stepwell.tenant', true), '')::bigint));
CREATE POLICY discovery ON execution.machine_pause FOR SELECT TO sw_owner USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON execution.machine_pause TO sw_engine;
GRANT SELECT ON execution.machine_pause TO sw_read;

-- Tenants with machines that are paused, or go on and have executions that do not know yet.
CREATE FUNCTION execution.tenants_with_machine_pauses() RETURNS TABLE (tenant_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT DISTINCT p.tenant_id FROM execution.machine_pause p
$$;

REVOKE ALL ON FUNCTION execution.tenants_with_machine_pauses() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.tenants_with_machine_pauses() TO sw_engine;

RESET ROLE;
