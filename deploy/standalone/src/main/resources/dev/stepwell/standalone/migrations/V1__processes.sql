-- Where the processes of an installation find each other. Belongs to no plane and holds nothing of any tenant.
-- Runs on PostgreSQL 15 and later.

-- Roles belong to the server and not to this database: another installation may have made them already, perhaps at this very moment.
DO $$
DECLARE
    wanted text;
    -- Since PostgreSQL 16 whoever makes a role may grant it without being able to take it on.
    usable text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    FOREACH wanted IN ARRAY ARRAY ['sw_owner', 'sw_cluster', 'sw_gateway'] LOOP
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

ALTER SCHEMA cluster OWNER TO sw_owner;
SET LOCAL ROLE sw_owner;
GRANT USAGE ON SCHEMA cluster TO sw_cluster, sw_gateway;

-- One row per process and plane, renewed while it lives. Unlogged: after a crash of the server every process is back within
-- seconds, and until then the others believe what they knew.
CREATE UNLOGGED TABLE cluster.process (
    name       text COLLATE "C" NOT NULL, -- kept across the lives of a process
    role       text             NOT NULL CHECK (role IN ('control', 'execution')),
    address    text             NOT NULL, -- where it takes calls from the others
    expires_at timestamptz      NOT NULL,
    PRIMARY KEY (name, role)
) WITH (fillfactor = 50);

-- Planes note themselves; a gateway, which nobody calls, only looks.
GRANT SELECT, INSERT, UPDATE, DELETE ON cluster.process TO sw_cluster;
GRANT SELECT ON cluster.process TO sw_gateway;

RESET ROLE;
