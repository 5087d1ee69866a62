-- The control plane's ground: who may touch rows, who the tenants are, what they own.
-- Rules: a table that knows a tenant begins its key with it and forces row-level security; nobody has BYPASSRLS;
-- names are compared bytewise, so that lists page in one order everywhere. Runs on PostgreSQL 15 and later.

-- Roles belong to the server and not to this database: another plane or another installation may have made them already,
-- perhaps at this very moment.
DO $$
DECLARE
    wanted text;
    -- Since PostgreSQL 16 whoever makes a role may grant it without being able to take it on.
    usable text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    FOREACH wanted IN ARRAY ARRAY ['sw_owner', 'sw_control', 'sw_read', 'sw_engine'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOCREATEDB NOCREATEROLE', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
        IF NOT pg_catalog.pg_has_role(current_user, wanted, usable) THEN
            EXECUTE format('GRANT %I TO %I', wanted, current_user);
        END IF;
    END LOOP;
END
$$;

ALTER SCHEMA control OWNER TO sw_owner;
SET LOCAL ROLE sw_owner;
GRANT USAGE ON SCHEMA control TO sw_control, sw_read;

-- Tenants. Numbers are never used twice; the account number is what users see.
CREATE SEQUENCE control.tenant_number;
CREATE TABLE control.tenant (
    tenant_id         bigint      NOT NULL PRIMARY KEY,
    account           text        NOT NULL UNIQUE CHECK (account ~ '^[0-9]{12}$'),
    name              text        NOT NULL CHECK (length(name) BETWEEN 1 AND 256),
    status            text        NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
    data_key          bytea       NOT NULL, -- sealed under the master key
    function_endpoint text CHECK (length(function_endpoint) <= 2048),
    created_at        timestamptz NOT NULL
);

-- Keys. A signing secret has to be readable and is sealed under the tenant's data key; a bearer key is kept as a hash.
CREATE TABLE control.credential (
    tenant_id    bigint      NOT NULL REFERENCES control.tenant,
    key_id       text        NOT NULL UNIQUE,
    kind         text        NOT NULL CHECK (kind IN ('SIGNING', 'BEARER')),
    secret       bytea       NOT NULL,
    state        text        NOT NULL CHECK (state IN ('ACTIVE', 'REVOKED')),
    scopes       text[]      NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    PRIMARY KEY (tenant_id, key_id)
);

-- Keys of the installation's operators, who stand above tenants.
CREATE TABLE control.operator_key (
    key_id     text        NOT NULL PRIMARY KEY,
    secret     bytea       NOT NULL,
    state      text        NOT NULL CHECK (state IN ('ACTIVE', 'REVOKED')),
    created_at timestamptz NOT NULL
);

-- Something sealed under the master key, so that a process with another key is told so at its start.
CREATE TABLE control.master_key_proof (
    one   boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
    proof bytea   NOT NULL
);

-- State machines. A name is free again when its machine is gone; machine_id tells the two apart.
CREATE TABLE control.state_machine (
    tenant_id           bigint           NOT NULL REFERENCES control.tenant,
    region              text             NOT NULL,
    name                text COLLATE "C" NOT NULL,
    machine_id          uuid             NOT NULL,
    type                text             NOT NULL CHECK (type IN ('STANDARD', 'EXPRESS')),
    created_at          timestamptz      NOT NULL,
    current_revision    uuid             NOT NULL,
    last_version        integer          NOT NULL DEFAULT 0,
    created_publishing  boolean          NOT NULL, -- CreateStateMachine is idempotent on these two as well
    created_description text,
    deleting_since      timestamptz,
    PRIMARY KEY (tenant_id, region, name),
    UNIQUE (tenant_id, region, machine_id)
);
CREATE INDEX state_machine_deleting ON control.state_machine (deleting_since) WHERE deleting_since IS NOT NULL;

-- Revisions never change, and outlive their machine: its executions are described by them.
CREATE TABLE control.revision (
    tenant_id        bigint           NOT NULL REFERENCES control.tenant,
    region           text             NOT NULL,
    revision_id      uuid             NOT NULL,
    machine_id       uuid             NOT NULL,
    machine_name     text COLLATE "C" NOT NULL,
    type             text             NOT NULL CHECK (type IN ('STANDARD', 'EXPRESS')),
    public_id        uuid, -- the revisionId of AWS; absent for the first
    definition       bytea            NOT NULL,
    role_arn         text             NOT NULL,
    log_level        text             NOT NULL CHECK (log_level IN ('ALL', 'ERROR', 'FATAL', 'OFF')),
    log_data         boolean          NOT NULL,
    log_destinations text[],
    tracing          boolean          NOT NULL,
    created_at       timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, region, revision_id)
);

-- Published versions and the aliases that lead to them.
CREATE TABLE control.version (
    tenant_id   bigint      NOT NULL,
    region      text        NOT NULL,
    machine_id  uuid        NOT NULL,
    number      integer     NOT NULL,
    revision_id uuid        NOT NULL,
    description text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, region, machine_id, number),
    UNIQUE (tenant_id, region, machine_id, revision_id),
    FOREIGN KEY (tenant_id, region, machine_id) REFERENCES control.state_machine (tenant_id, region, machine_id) ON DELETE CASCADE
);
CREATE TABLE control.alias (
    tenant_id   bigint           NOT NULL,
    region      text             NOT NULL,
    machine_id  uuid             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    description text             NOT NULL,
    created_at  timestamptz      NOT NULL,
    updated_at  timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, region, machine_id, name),
    FOREIGN KEY (tenant_id, region, machine_id) REFERENCES control.state_machine (tenant_id, region, machine_id) ON DELETE CASCADE
);
CREATE TABLE control.alias_route (
    tenant_id  bigint           NOT NULL,
    region     text             NOT NULL,
    machine_id uuid             NOT NULL,
    alias_name text COLLATE "C" NOT NULL,
    number     integer          NOT NULL,
    weight     integer          NOT NULL CHECK (weight BETWEEN 0 AND 100),
    PRIMARY KEY (tenant_id, region, machine_id, alias_name, number),
    FOREIGN KEY (tenant_id, region, machine_id, alias_name)
        REFERENCES control.alias (tenant_id, region, machine_id, name) ON DELETE CASCADE,
    -- Checked at the commit: deleting a machine takes its versions and its routes, in either order.
    FOREIGN KEY (tenant_id, region, machine_id, number) REFERENCES control.version (tenant_id, region, machine_id, number)
        DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE control.activity (
    tenant_id  bigint           NOT NULL REFERENCES control.tenant,
    region     text             NOT NULL,
    name       text COLLATE "C" NOT NULL,
    created_at timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, region, name)
);

-- Tags of machines and activities, by the name of what they hang on; they go in the transaction that removes it.
CREATE TABLE control.tag (
    tenant_id bigint           NOT NULL REFERENCES control.tenant,
    region    text             NOT NULL,
    kind      text             NOT NULL CHECK (kind IN ('stateMachine', 'activity')),
    name      text COLLATE "C" NOT NULL,
    key       text COLLATE "C" NOT NULL,
    value     text             NOT NULL,
    PRIMARY KEY (tenant_id, region, kind, name, key)
);

-- What followers have to know. Ids come in the order of the commits, see ChangeLog.
CREATE TABLE control.change (
    tenant_id  bigint      NOT NULL REFERENCES control.tenant,
    region     text,
    change_id  bigint      NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind       text        NOT NULL,
    subject    text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, change_id)
);

-- Row-level security, the second net under the predicates of the statements.
DO $$
DECLARE
    t text;
BEGIN
    FOR t IN SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables USING (table_schema, table_name)
             WHERE c.table_schema = 'control' AND c.column_name = 'tenant_id' AND table_type = 'BASE TABLE' LOOP
        EXECUTE format('ALTER TABLE control.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE control.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_tenant ON control.%I USING '
            '(tenant_id = nullif(current_setting(''stepwell.tenant'', true), '''')::bigint)', t);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON
    control.credential, control.operator_key, control.state_machine, control.version, control.alias, control.alias_route,
    control.activity, control.tag TO sw_control;
GRANT SELECT, INSERT, UPDATE ON control.tenant TO sw_control;
GRANT SELECT, INSERT ON control.revision, control.change, control.master_key_proof TO sw_control;
GRANT USAGE ON SEQUENCE control.tenant_number TO sw_control;
GRANT SELECT ON control.state_machine, control.revision, control.version, control.alias, control.alias_route, control.activity,
    control.tag TO sw_read;
GRANT SELECT (tenant_id, account, name, status, function_endpoint, created_at) ON control.tenant TO sw_read;

-- The narrow doors through which something is found before its tenant is known: they run as the owner, who may look at four
-- tables only, and answer with ids.
CREATE POLICY discovery ON control.tenant FOR SELECT TO sw_owner USING (true);
CREATE POLICY discovery ON control.credential FOR SELECT TO sw_owner USING (true);
CREATE POLICY discovery ON control.state_machine FOR SELECT TO sw_owner USING (true);
CREATE POLICY discovery ON control.change FOR SELECT TO sw_owner USING (true);

CREATE FUNCTION control.tenant_of_key(wanted text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS 'SELECT tenant_id FROM control.credential WHERE key_id = wanted';

CREATE FUNCTION control.tenant_of_account(wanted text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS 'SELECT tenant_id FROM control.tenant WHERE account = wanted';

CREATE VIEW control.deleting_machine WITH (security_barrier) AS
SELECT tenant_id, region, machine_id, deleting_since FROM control.state_machine WHERE deleting_since IS NOT NULL;

CREATE VIEW control.change_feed WITH (security_barrier) AS
SELECT change_id, tenant_id, region, kind, subject FROM control.change;

REVOKE ALL ON FUNCTION control.tenant_of_key(text), control.tenant_of_account(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.tenant_of_key(text), control.tenant_of_account(text) TO sw_control;
GRANT SELECT ON control.deleting_machine, control.change_feed TO sw_control;

RESET ROLE;
