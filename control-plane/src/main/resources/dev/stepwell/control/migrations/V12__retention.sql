-- How long domains keep what has closed, for whoever sweeps: numbers and names, over all tenants.

SET LOCAL ROLE sw_owner;

CREATE POLICY discovery ON control.swf_domain FOR SELECT TO sw_owner USING (true);
CREATE VIEW control.swf_retention WITH (security_barrier) AS
SELECT tenant_id, region, name, coalesce(retention_days, 0::smallint) AS days FROM control.swf_domain;
GRANT SELECT ON control.swf_retention TO sw_control;

RESET ROLE;
