-- Objects that tenants keep here instead of in S3: what distributed Maps read and write. An object is a row and its pieces, which belong to
-- the writing that began it, so that one that replaces it writes pieces of its own.

SET LOCAL ROLE sw_owner;

CREATE TABLE execution.stored_object (
    tenant_id   bigint      NOT NULL,
    bucket      text        NOT NULL,
    key         text        NOT NULL COLLATE "C",
    version     uuid        NOT NULL, -- another after each writing
    writing     uuid        NOT NULL, -- whose pieces it has
    size        bigint      NOT NULL,
    modified_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, bucket, key)
);

CREATE TABLE execution.object_piece (
    tenant_id bigint  NOT NULL,
    writing   uuid    NOT NULL,
    start     bigint  NOT NULL, -- the place of its first byte in the object
    bytes     bytea   NOT NULL,
    PRIMARY KEY (tenant_id, writing, start)
);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['stored_object', 'object_piece'] LOOP
        EXECUTE format('ALTER TABLE execution.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE execution.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY group_of_tenants ON execution.%I TO sw_engine USING (tenant_id = ANY '
            '((SELECT nullif(current_setting(''stepwell.tenants'', true), '''')::bigint[])::bigint[]))', t);
        EXECUTE format('CREATE POLICY one_tenant ON execution.%I FOR SELECT TO sw_read USING (tenant_id = '
            '(SELECT nullif(current_setting(''stepwell.tenant'', true), '''')::bigint))', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON execution.%I TO sw_engine', t);
        EXECUTE format('GRANT SELECT ON execution.%I TO sw_read', t);
    END LOOP;
END
$$;

RESET ROLE;
