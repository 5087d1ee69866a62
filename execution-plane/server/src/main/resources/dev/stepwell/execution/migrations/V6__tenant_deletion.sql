-- A tenant that is deleted takes its rows with it. Only then do executions go before their time, so it has a door of its own.

SET LOCAL ROLE sw_owner;

DO $$
DECLARE
    t regclass;
BEGIN
    FOR t IN SELECT c.oid FROM pg_catalog.pg_class c
             JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
             WHERE c.relnamespace = 'execution'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition LOOP
        EXECUTE format('GRANT DELETE ON %s TO sw_engine', t);
    END LOOP;
END
$$;

-- Deletes some rows of a tenant, which must be one of the transaction's, and answers how many; 0 when all are gone. Whatever table has
-- tenants is emptied, those added later too. The executions go first: without its row no turn is committed, so nothing comes after.
CREATE FUNCTION execution.delete_tenant_rows(mine bigint, most integer) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SET search_path = ''
AS $$
DECLARE
    t    regclass;
    gone bigint;
BEGIN
    FOR t IN SELECT c.oid FROM pg_catalog.pg_class c
             JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
             WHERE c.relnamespace = 'execution'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             ORDER BY c.relname <> 'execution', c.relname LOOP
        EXECUTE format('DELETE FROM %1$s WHERE tenant_id = $1 AND (tableoid, ctid) IN '
            '(SELECT tableoid, ctid FROM %1$s WHERE tenant_id = $1 LIMIT $2)', t) USING mine, most;
        GET DIAGNOSTICS gone = ROW_COUNT;
        IF gone > 0 THEN
            RETURN gone;
        END IF;
    END LOOP;
    RETURN 0;
END
$$;
REVOKE ALL ON FUNCTION execution.delete_tenant_rows(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.delete_tenant_rows(bigint, integer) TO sw_engine;

RESET ROLE;
