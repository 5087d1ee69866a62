-- SWF: domains, and the types that are registered in them. A name stays taken when what it names is deprecated; only types go for good.

SET LOCAL ROLE sw_owner;

CREATE TABLE control.swf_domain (
    tenant_id      bigint           NOT NULL REFERENCES control.tenant,
    region         text             NOT NULL,
    name           text COLLATE "C" NOT NULL,
    description    text,
    retention_days smallint CHECK (retention_days BETWEEN 0 AND 90), -- absent: NONE
    created_at     timestamptz      NOT NULL,
    deprecated_at  timestamptz,
    PRIMARY KEY (tenant_id, region, name)
);

-- Workflow types and activity types have the same life and differ in what may be left out later: each has its own defaults.
CREATE TABLE control.swf_type (
    tenant_id                        bigint           NOT NULL,
    region                           text             NOT NULL,
    domain                           text COLLATE "C" NOT NULL,
    kind                             text             NOT NULL CHECK (kind IN ('WORKFLOW', 'ACTIVITY')),
    name                             text COLLATE "C" NOT NULL,
    version                          text COLLATE "C" NOT NULL,
    description                      text,
    created_at                       timestamptz      NOT NULL,
    deprecated_at                    timestamptz,
    default_task_start_to_close      text,
    default_execution_start_to_close text,
    default_task_heartbeat           text,
    default_task_schedule_to_start   text,
    default_task_schedule_to_close   text,
    default_task_list                text,
    default_task_priority            text,
    default_child_policy             text,
    default_lambda_role              text,
    PRIMARY KEY (tenant_id, region, domain, kind, name, version),
    FOREIGN KEY (tenant_id, region, domain) REFERENCES control.swf_domain (tenant_id, region, name)
);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['swf_domain', 'swf_type'] LOOP
        EXECUTE format('ALTER TABLE control.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE control.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY one_tenant ON control.%I USING '
            '(tenant_id = nullif(current_setting(''stepwell.tenant'', true), '''')::bigint)', t);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE ON control.swf_domain TO sw_control;
GRANT SELECT, INSERT, UPDATE, DELETE ON control.swf_type TO sw_control;
GRANT SELECT ON control.swf_domain, control.swf_type TO sw_read;

-- Domains carry tags as machines and activities do.
ALTER TABLE control.tag DROP CONSTRAINT tag_kind_check;
ALTER TABLE control.tag ADD CONSTRAINT tag_kind_check CHECK (kind IN ('stateMachine', 'activity', 'domain'));

RESET ROLE;
