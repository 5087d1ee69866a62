-- What tenants may spend instead of the usual, who shares it, and how each stands with it.

SET LOCAL ROLE sw_owner;

CREATE TABLE control.quota (
    tenant_id bigint NOT NULL REFERENCES control.tenant,
    name      text   NOT NULL CHECK (length(name) <= 128),
    size      bigint NOT NULL CHECK (size >= 0), -- of a bucket, or the most of something
    refill    bigint CHECK (refill > 0),         -- tokens a second; only buckets have it
    PRIMARY KEY (tenant_id, name)
);

-- Processes that spend: of no tenant.
CREATE TABLE control.quota_sharer (
    process uuid        NOT NULL PRIMARY KEY,
    place   text        NOT NULL CHECK (place IN ('GATEWAY', 'EXECUTION')),
    seen_at timestamptz NOT NULL
);

CREATE TABLE control.quota_use (
    tenant_id bigint      NOT NULL,
    name      text        NOT NULL CHECK (length(name) <= 128),
    process   uuid        NOT NULL,
    used      bigint      NOT NULL CHECK (used >= 0),
    throttled bigint      NOT NULL CHECK (throttled >= 0),
    seen_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name, process)
);
CREATE INDEX quota_use_age ON control.quota_use (seen_at);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['quota', 'quota_use'] LOOP
        EXECUTE format('ALTER TABLE control.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE control.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_tenant ON control.%I USING '
            '(tenant_id = nullif(current_setting(''stepwell.tenant'', true), '''')::bigint)', t);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON control.quota TO sw_control;
GRANT SELECT, INSERT, UPDATE ON control.quota_use TO sw_control;
GRANT SELECT, INSERT, UPDATE, DELETE ON control.quota_sharer TO sw_control;
GRANT SELECT ON control.quota, control.quota_use TO sw_read;

-- What is set for whom, for the processes that spend: numbers, and nothing of what a tenant owns.
CREATE POLICY discovery ON control.quota FOR SELECT TO sw_owner USING (true);
CREATE VIEW control.quota_sheet WITH (security_barrier) AS SELECT tenant_id, name, size, refill FROM control.quota;
GRANT SELECT ON control.quota_sheet TO sw_control;

-- The owner may sweep away what nobody tells any more. A policy for SELECT goes with it, as what is deleted has to be found.
CREATE POLICY discovery ON control.quota_use FOR SELECT TO sw_owner USING (seen_at < now() - interval '1 hour');
CREATE POLICY sweeping ON control.quota_use FOR DELETE TO sw_owner USING (seen_at < now() - interval '1 hour');
CREATE FUNCTION control.sweep_quota_uses() RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
    WITH gone AS (DELETE FROM control.quota_use WHERE seen_at < now() - interval '1 hour' RETURNING 1) SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION control.sweep_quota_uses() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.sweep_quota_uses() TO sw_control;

RESET ROLE;
