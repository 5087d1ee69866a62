-- Several master keys at once: what lies under an old one is wrapped anew under the newest, in the background.

SET LOCAL ROLE sw_owner;

-- What bearer keys and sessions are hashed with, sealed under a master key: hashes outlive the key.
CREATE TABLE control.pepper (
    name   text  NOT NULL PRIMARY KEY,
    sealed bytea NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON control.pepper TO sw_control;
GRANT UPDATE ON control.master_key_proof TO sw_control;

-- Sealed bytes are: format (1), id of the master key (4), and what tells nothing.
CREATE FUNCTION control.tenants_sealed_otherwise(master bytea, most integer) RETURNS TABLE (tenant_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT t.tenant_id FROM control.tenant t WHERE substring(t.data_key FROM 2 FOR 4) <> master ORDER BY t.tenant_id LIMIT most
$$;

CREATE FUNCTION control.data_keys_by_master() RETURNS TABLE (master bytea, data_keys bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT substring(t.data_key FROM 2 FOR 4), count(*) FROM control.tenant t GROUP BY 1
$$;

REVOKE ALL ON FUNCTION control.tenants_sealed_otherwise(bytea, integer), control.data_keys_by_master() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.tenants_sealed_otherwise(bytea, integer), control.data_keys_by_master() TO sw_control;

RESET ROLE;
