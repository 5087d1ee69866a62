-- Mock profiles: what the tasks of executions are pretended to answer that are started with them.

SET LOCAL ROLE sw_owner;

-- What a profile said once. Never changes, and outlives its profile and its machine: executions are described by it. The id is made of the
-- text, so that to put the same again adds nothing.
CREATE TABLE control.mock_revision (
    tenant_id   bigint      NOT NULL REFERENCES control.tenant,
    region      text        NOT NULL,
    revision_id uuid        NOT NULL,
    states      bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, region, revision_id)
);

CREATE TABLE control.mock_profile (
    tenant_id   bigint           NOT NULL REFERENCES control.tenant,
    region      text             NOT NULL,
    machine_id  uuid             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    revision_id uuid             NOT NULL,
    state_names text[]           NOT NULL,
    created_at  timestamptz      NOT NULL,
    updated_at  timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, region, machine_id, name),
    FOREIGN KEY (tenant_id, region, machine_id) REFERENCES control.state_machine (tenant_id, region, machine_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, region, revision_id) REFERENCES control.mock_revision (tenant_id, region, revision_id)
);

ALTER TABLE control.mock_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.mock_revision FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON control.mock_revision USING
    (tenant_id = nullif(current_setting('stepwell.tenant', true), '')::bigint);
ALTER TABLE control.mock_profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.mock_profile FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON control.mock_profile USING
    (tenant_id = nullif(current_setting('stepwell.tenant', true), '')::bigint);

GRANT SELECT, INSERT ON control.mock_revision TO sw_control;
GRANT SELECT, INSERT, UPDATE, DELETE ON control.mock_profile TO sw_control;
GRANT SELECT ON control.mock_revision, control.mock_profile TO sw_read;

RESET ROLE;
