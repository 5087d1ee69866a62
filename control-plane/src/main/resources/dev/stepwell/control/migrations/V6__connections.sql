-- Connections: by which credentials HTTP tasks ask services. Who it is and what goes along is one sealed value, under the tenant's data
-- key, for the tenant and the connection's id.

SET LOCAL ROLE sw_owner;

CREATE TABLE control.connection (
    tenant_id          bigint           NOT NULL REFERENCES control.tenant,
    region             text             NOT NULL,
    name               text COLLATE "C" NOT NULL,
    connection_id      uuid             NOT NULL,
    description        text,
    authorization_type text             NOT NULL CHECK (authorization_type IN ('BASIC', 'OAUTH_CLIENT_CREDENTIALS', 'API_KEY')),
    parameters         bytea,           -- sealed; absent: its secrets were forgotten
    authorized         boolean          NOT NULL CHECK (authorized = (parameters IS NOT NULL)),
    revision           bigint           NOT NULL,
    created_at         timestamptz      NOT NULL,
    modified_at        timestamptz      NOT NULL,
    authorized_at      timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, region, name)
);

ALTER TABLE control.connection ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.connection FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON control.connection USING
    (tenant_id = nullif(current_setting('stepwell.tenant', true), '')::bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON control.connection TO sw_control;
-- Readers see no secrets.
GRANT SELECT (tenant_id, region, name, connection_id, description, authorization_type, authorized, revision, created_at, modified_at,
    authorized_at)
    ON control.connection TO sw_read;

RESET ROLE;
