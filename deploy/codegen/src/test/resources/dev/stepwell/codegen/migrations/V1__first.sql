CREATE TABLE machine (
    tenant_id  bigint      NOT NULL,
    region     text        NOT NULL,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, region, name)
) PARTITION BY HASH (tenant_id);
CREATE TABLE machine_0 PARTITION OF machine FOR VALUES WITH (MODULUS 1, REMAINDER 0);
