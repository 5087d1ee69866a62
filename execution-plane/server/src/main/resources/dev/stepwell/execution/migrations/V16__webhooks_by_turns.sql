-- Messages to webhooks are taken tenant by tenant: before, whoever had thousands due hid what others had. The function
-- tenants_with_messages stays for nodes of the release before.

SET LOCAL ROLE sw_owner;

CREATE INDEX webhook_message_tenant_due ON execution.webhook_message (tenant_id, due_at) WHERE due_at IS NOT NULL;
DROP INDEX execution.webhook_message_due;

-- Tenants that have messages to send, or old ones to forget. Goes from one tenant to the next, however many messages each of them has.
CREATE FUNCTION execution.tenants_to_be_told() RETURNS TABLE (tenant_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    WITH RECURSIVE waiting (tenant_id) AS (
        (SELECT m.tenant_id FROM execution.webhook_message m WHERE m.due_at IS NOT NULL ORDER BY m.tenant_id LIMIT 1)
        UNION ALL
        SELECT (SELECT m.tenant_id FROM execution.webhook_message m
                WHERE m.due_at IS NOT NULL AND m.tenant_id > w.tenant_id ORDER BY m.tenant_id LIMIT 1)
        FROM waiting w WHERE w.tenant_id IS NOT NULL
    )
    SELECT w.tenant_id FROM waiting w
    WHERE EXISTS (SELECT FROM execution.webhook_message m WHERE m.tenant_id = w.tenant_id AND m.due_at <= now())
    UNION
    SELECT o.tenant_id FROM (
        SELECT m.tenant_id FROM execution.webhook_message m WHERE m.noted_at < now() - interval '1 day' LIMIT 1000
    ) o
$$;

REVOKE ALL ON FUNCTION execution.tenants_to_be_told() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.tenants_to_be_told() TO sw_engine;

RESET ROLE;
