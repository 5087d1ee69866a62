-- The audit: who changed what, or tried to. Rows are only ever added; each carries a hash of itself and of the one before it, so that
-- whoever kept a hash elsewhere can tell whether anything before it was changed since.

SET LOCAL ROLE sw_owner;

-- Tenants are not referred to: what operators do stands here too, under the number that no tenant has.
CREATE TABLE control.audit (
    tenant_id  bigint      NOT NULL,
    sequence   bigint      NOT NULL,
    time       timestamptz NOT NULL,
    principal  text        NOT NULL,
    key_id     text        NOT NULL,
    action     text        NOT NULL,
    resource   text        NOT NULL,
    result     text        NOT NULL,
    request_id text        NOT NULL,
    source     text        NOT NULL,
    hash       bytea       NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tenant_id, sequence),
    UNIQUE (tenant_id, request_id)
);

-- Where each chain ends; whoever adds to it holds this row.
CREATE TABLE control.audit_head (
    tenant_id bigint NOT NULL PRIMARY KEY,
    sequence  bigint NOT NULL,
    hash      bytea  NOT NULL CHECK (length(hash) = 32)
);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['audit', 'audit_head'] LOOP
        EXECUTE format('ALTER TABLE control.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE control.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_tenant ON control.%I USING '
            '(tenant_id = nullif(current_setting(''stepwell.tenant'', true), '''')::bigint)', t);
    END LOOP;
END
$$;

GRANT SELECT, INSERT ON control.audit TO sw_control;
GRANT SELECT, INSERT, UPDATE ON control.audit_head TO sw_control;
GRANT SELECT ON control.audit TO sw_read;

RESET ROLE;
