-- Every process asks every few seconds who is suspended: few are.

SET LOCAL ROLE sw_owner;

CREATE INDEX tenant_suspended ON control.tenant (tenant_id) WHERE status <> 'ACTIVE';

RESET ROLE;
