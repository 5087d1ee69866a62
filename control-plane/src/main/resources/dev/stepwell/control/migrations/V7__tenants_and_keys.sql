-- Tenants can be deleted, and keys are confined: to whom, to what, to where, until when.

SET LOCAL ROLE sw_owner;

ALTER TABLE control.tenant
    DROP CONSTRAINT tenant_status_check,
    ADD CONSTRAINT tenant_status_check CHECK (status IN ('ACTIVE', 'SUSPENDED', 'DELETING')),
    ADD COLUMN deleting_since timestamptz,
    ADD COLUMN deletion_stage text CHECK (deletion_stage IN ('EXECUTIONS', 'REGISTERED')),
    ADD COLUMN deleted_rows   bigint NOT NULL DEFAULT 0;

ALTER TABLE control.credential
    ADD COLUMN principal  text,
    ADD COLUMN resources  text[] NOT NULL DEFAULT '{}', -- patterns of ARNs; all when empty
    ADD COLUMN networks   text[] NOT NULL DEFAULT '{}', -- from anywhere when empty
    ADD COLUMN expires_at timestamptz;

-- The owner sees the rows of all tenants for these statements. Whoever could write could start executions as well.
ALTER TABLE control.credential NO FORCE ROW LEVEL SECURITY;
UPDATE control.credential SET principal = key_id;
UPDATE control.credential SET scopes = scopes || ARRAY['execute'] WHERE 'write' = ANY (scopes);
ALTER TABLE control.credential FORCE ROW LEVEL SECURITY;
ALTER TABLE control.credential ALTER COLUMN principal SET NOT NULL;
CREATE INDEX credential_listing ON control.credential (tenant_id, created_at, key_id);

-- What operators may know of tenants: no secret and nothing of what they own.
CREATE VIEW control.tenant_directory WITH (security_barrier) AS
SELECT tenant_id, account, name, status, created_at, deleting_since, deletion_stage, deleted_rows FROM control.tenant;
GRANT SELECT ON control.tenant_directory TO sw_control;
GRANT SELECT (deleting_since, deletion_stage, deleted_rows) ON control.tenant TO sw_read;

-- Which of these keys are not good any more, whosesoever they are: for those who hold something open for them.
CREATE FUNCTION control.ended_keys(wanted text[]) RETURNS TABLE (key_id text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT w.key_id FROM unnest(wanted) w (key_id)
    WHERE NOT EXISTS (SELECT FROM control.credential c JOIN control.tenant t USING (tenant_id)
                      WHERE c.key_id = w.key_id AND c.state = 'ACTIVE' AND t.status = 'ACTIVE'
                        AND (c.expires_at IS NULL OR c.expires_at > now()))
      AND NOT EXISTS (SELECT FROM control.operator_key o WHERE o.key_id = w.key_id AND o.state = 'ACTIVE')
$$;

-- Deletes some rows of the transaction's tenant, which must be being deleted, and answers how many; 0 when all are gone, with the
-- tenant itself. Whatever table has tenants is emptied, in an order that its references allow: those added later too.
CREATE FUNCTION control.delete_tenant_rows(most integer) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    mine   bigint := nullif(current_setting('stepwell.tenant', true), '')::bigint;
    t      regclass;
    gone   bigint;
    stuck  boolean := false;
BEGIN
    IF NOT EXISTS (SELECT FROM control.tenant WHERE tenant_id = mine AND status = 'DELETING') THEN
        RAISE EXCEPTION 'tenant % is not being deleted', mine;
    END IF;
    SET CONSTRAINTS ALL IMMEDIATE;
    FOR t IN SELECT c.oid FROM pg_catalog.pg_class c
             JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
             WHERE c.relnamespace = 'control'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
               AND c.oid <> 'control.tenant'::regclass
             ORDER BY c.relname LOOP
        BEGIN
            EXECUTE format('DELETE FROM %1$s WHERE tenant_id = $1 AND ctid IN '
                '(SELECT ctid FROM %1$s WHERE tenant_id = $1 LIMIT $2)', t) USING mine, most;
            GET DIAGNOSTICS gone = ROW_COUNT;
            IF gone > 0 THEN
                RETURN gone;
            END IF;
        EXCEPTION WHEN foreign_key_violation THEN
            stuck := true; -- what refers to it goes first
        END;
    END LOOP;
    IF stuck THEN
        RAISE EXCEPTION 'rows of tenant % refer to each other in a circle', mine;
    END IF;
    DELETE FROM control.tenant WHERE tenant_id = mine;
    RETURN 0;
END
$$;

REVOKE ALL ON FUNCTION control.ended_keys(text[]), control.delete_tenant_rows(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.ended_keys(text[]), control.delete_tenant_rows(integer) TO sw_control;

RESET ROLE;
