-- Where a tenant's executions find AWS's services, and by whose keys: the secret is sealed under the tenant's data key, for the tenant and
-- the service. And how many of what is registered, for the operator's figures.

SET LOCAL ROLE sw_owner;

CREATE TABLE control.aws_service (
    tenant_id     bigint           NOT NULL REFERENCES control.tenant,
    service       text COLLATE "C" NOT NULL,
    endpoint      text             NOT NULL,
    region        text,            -- absent: that of the execution
    access_key_id text             NOT NULL,
    secret        bytea            NOT NULL,
    created_at    timestamptz      NOT NULL,
    updated_at    timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, service)
);

ALTER TABLE control.aws_service ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.aws_service FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON control.aws_service USING
    (tenant_id = nullif(current_setting('stepwell.tenant', true), '')::bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON control.aws_service TO sw_control;
-- Readers see no secrets.
GRANT SELECT (tenant_id, service, endpoint, region, access_key_id, created_at, updated_at) ON control.aws_service TO sw_read;

-- The owner may look at what the counts are of.
CREATE POLICY discovery ON control.activity FOR SELECT TO sw_owner USING (true);
CREATE POLICY discovery ON control.version FOR SELECT TO sw_owner USING (true);
CREATE POLICY discovery ON control.alias FOR SELECT TO sw_owner USING (true);

-- By CloudWatch's names; those of machines by machine.
CREATE FUNCTION control.registered() RETURNS TABLE (account text, region text, metric text, machine text, many bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT t.account, m.region, 'StateMachineCount', NULL, count(*)
    FROM control.state_machine m JOIN control.tenant t USING (tenant_id) WHERE m.deleting_since IS NULL GROUP BY 1, 2
    UNION ALL
    SELECT t.account, a.region, 'ActivityCount', NULL, count(*)
    FROM control.activity a JOIN control.tenant t USING (tenant_id) GROUP BY 1, 2
    UNION ALL
    SELECT t.account, m.region, 'VersionCount', m.name, count(*)
    FROM control.version v JOIN control.state_machine m USING (tenant_id, region, machine_id) JOIN control.tenant t USING (tenant_id)
    GROUP BY 1, 2, 4
    UNION ALL
    SELECT t.account, m.region, 'AliasCount', m.name, count(*)
    FROM control.alias a JOIN control.state_machine m USING (tenant_id, region, machine_id) JOIN control.tenant t USING (tenant_id)
    GROUP BY 1, 2, 4
$$;
REVOKE ALL ON FUNCTION control.registered() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.registered() TO sw_control;

RESET ROLE;
