-- Requests that are done once: whose key stands for which, which attempt does it now, and how it was answered. Kept for a day.

SET LOCAL ROLE sw_owner;

-- Of operators too, who are of no tenant: so nothing is referred to.
CREATE TABLE control.idempotency (
    tenant_id     bigint      NOT NULL,
    key_hash      bytea       NOT NULL CHECK (length(key_hash) = 32),    -- of principal and key
    fingerprint   bytea       NOT NULL CHECK (length(fingerprint) = 32), -- of the request
    seed          uuid        NOT NULL,    -- the same for all attempts of the request
    claim         uuid        NOT NULL,    -- of the attempt that did or does it
    claimed_until timestamptz NOT NULL,    -- until then it is nobody else's; without meaning once it is answered
    status        integer,                 -- absent until it is answered
    content_type  text        NOT NULL DEFAULT '' CHECK (length(content_type) <= 128),
    answer        bytea,                   -- sealed under the tenant's data key; absent where it is not kept
    ends_at       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key_hash)
);
CREATE INDEX idempotency_end ON control.idempotency (ends_at);

ALTER TABLE control.idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.idempotency FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON control.idempotency USING
    (tenant_id = nullif(current_setting('stepwell.tenant', true), '')::bigint);
GRANT SELECT, INSERT, UPDATE ON control.idempotency TO sw_control;

-- The owner may sweep away what has run out. A policy for SELECT goes with it, as what is deleted has to be found.
CREATE POLICY discovery ON control.idempotency FOR SELECT TO sw_owner USING (ends_at < now());
CREATE POLICY sweeping ON control.idempotency FOR DELETE TO sw_owner USING (ends_at < now());
CREATE FUNCTION control.sweep_idempotency(most integer) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
    WITH old AS (
        SELECT tenant_id, key_hash FROM control.idempotency WHERE ends_at < now() ORDER BY ends_at LIMIT most
    ), gone AS (
        DELETE FROM control.idempotency i USING old
         WHERE i.tenant_id = old.tenant_id AND i.key_hash = old.key_hash AND i.ends_at < now() RETURNING 1
    ) SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION control.sweep_idempotency(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.sweep_idempotency(integer) TO sw_control;

RESET ROLE;
