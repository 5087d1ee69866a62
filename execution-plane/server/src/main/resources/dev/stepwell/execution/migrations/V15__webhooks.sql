-- Who is told over HTTP how executions stand. What is announced becomes a message for each webhook that wants it, and the note of it goes;
-- the messages are kept for a day, so that one that is announced twice is the same message.

SET LOCAL ROLE sw_owner;

CREATE TABLE execution.webhook (
    tenant_id  bigint      NOT NULL,
    webhook_id uuid        NOT NULL,
    region     text        NOT NULL,
    url        text        NOT NULL,
    secret     bytea       NOT NULL, -- sealed
    machine    text,                 -- the ARN of the one machine that is told of
    statuses   text[]      NOT NULL, -- none: all
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, webhook_id)
);

CREATE TABLE execution.webhook_message (
    tenant_id    bigint      NOT NULL,
    webhook_id   uuid        NOT NULL,
    execution_id uuid        NOT NULL,
    seq          bigint      NOT NULL, -- of the record that is told of
    body         bytea,                -- none when it need not be sent any more
    noted_at     timestamptz NOT NULL,
    due_at       timestamptz,          -- none when it was taken, or given up
    attempts     integer     NOT NULL,
    taken        boolean     NOT NULL,
    answer       text,
    PRIMARY KEY (tenant_id, webhook_id, execution_id, seq),
    CHECK ((body IS NULL) = (due_at IS NULL)),
    CHECK (NOT taken OR due_at IS NULL)
);
CREATE INDEX webhook_message_due ON execution.webhook_message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_message_age ON execution.webhook_message (noted_at);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY ['webhook', 'webhook_message'] LOOP
        EXECUTE format('ALTER TABLE execution.%I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE execution.%I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY group_of_tenants ON execution.%I TO sw_engine USING (tenant_id = ANY '
            '((SELECT nullif(current_setting(''stepwell.tenants'', true), '''')::bigint[])::bigint[]))', t);
        EXECUTE format('CREATE POLICY one_tenant ON execution.%I FOR SELECT TO sw_read USING (tenant_id = '
            '(SELECT nullif(current_setting(''stepwell.tenant'', true), '''')::bigint))', t);
        EXECUTE format('CREATE POLICY discovery ON execution.%I FOR SELECT TO sw_owner USING (true)', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON execution.%I TO sw_engine', t);
        EXECUTE format('GRANT SELECT ON execution.%I TO sw_read', t);
    END LOOP;
END
$$;

-- Tenants that have webhooks.
CREATE FUNCTION execution.tenants_with_webhooks() RETURNS TABLE (tenant_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT DISTINCT w.tenant_id FROM execution.webhook w
$$;

-- Tenants that have messages to send, or old ones to forget.
CREATE FUNCTION execution.tenants_with_messages(most integer) RETURNS TABLE (tenant_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT DISTINCT m.tenant_id FROM (
        (SELECT d.tenant_id FROM execution.webhook_message d WHERE d.due_at <= now() ORDER BY d.due_at LIMIT most)
        UNION ALL
        (SELECT o.tenant_id FROM execution.webhook_message o WHERE o.noted_at < now() - interval '1 day' LIMIT most)
    ) m
$$;

REVOKE ALL ON FUNCTION execution.tenants_with_webhooks(), execution.tenants_with_messages(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.tenants_with_webhooks(), execution.tenants_with_messages(integer) TO sw_engine;

RESET ROLE;
