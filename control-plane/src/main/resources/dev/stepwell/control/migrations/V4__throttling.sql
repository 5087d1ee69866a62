-- How often requests of a tenant were throttled: by action, minute and the gateway that counted, so that a report that comes twice
-- counts once.

SET LOCAL ROLE sw_owner;

CREATE TABLE control.throttled (
    tenant_id bigint      NOT NULL,
    minute    timestamptz NOT NULL,
    action    text        NOT NULL CHECK (length(action) <= 128),
    gateway   uuid        NOT NULL,
    count     bigint      NOT NULL CHECK (count > 0),
    PRIMARY KEY (tenant_id, minute, action, gateway)
);
CREATE INDEX throttled_age ON control.throttled (minute);

ALTER TABLE control.throttled ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.throttled FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON control.throttled USING
    (tenant_id = nullif(current_setting('stepwell.tenant', true), '')::bigint);
GRANT SELECT, INSERT, UPDATE ON control.throttled TO sw_control;
GRANT SELECT ON control.throttled TO sw_read;

-- The owner may sweep away what nobody asks for any more. A policy for SELECT goes with it, as what is deleted has to be found.
CREATE POLICY discovery ON control.throttled FOR SELECT TO sw_owner USING (minute < now() - interval '25 hours');
CREATE POLICY sweeping ON control.throttled FOR DELETE TO sw_owner USING (minute < now() - interval '25 hours');

CREATE FUNCTION control.sweep_throttled() RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
    WITH gone AS (DELETE FROM control.throttled WHERE minute < now() - interval '25 hours' RETURNING 1) SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION control.sweep_throttled() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.sweep_throttled() TO sw_control;

RESET ROLE;
