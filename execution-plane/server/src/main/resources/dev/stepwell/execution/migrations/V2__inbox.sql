-- What executions have to say to each other without waiting for an answer. A letter is put here by the commit of its sender and
-- taken away by the commit of its receiver: exactly once. See JOURNAL.md.

SET LOCAL ROLE sw_owner;

CREATE TABLE execution.inbox (
    tenant_id    bigint           NOT NULL, -- of both
    execution_id uuid             NOT NULL, -- whom it is for; may not be there yet, and may be gone
    sender_id    uuid             NOT NULL,
    kind         text COLLATE "C" NOT NULL CHECK (kind IN ('CHILD_ENDED', 'GIVEN_UP')),
    event_id     bigint           NOT NULL, -- the parent's task that it is about
    generation   integer          NOT NULL,
    sent_at      timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, execution_id, sender_id, kind, event_id, generation)
);
CREATE INDEX inbox_age ON execution.inbox (sent_at);

ALTER TABLE execution.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE execution.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY group_of_tenants ON execution.inbox TO sw_engine USING (tenant_id = ANY
    ((SELECT nullif(current_setting('stepwell.tenants', true), '')::bigint[])::bigint[]));
CREATE POLICY one_tenant ON execution.inbox FOR SELECT TO sw_read USING (tenant_id =
    (SELECT nullif(current_setting('stepwell.tenant', true), '')::bigint));
CREATE POLICY discovery ON execution.inbox FOR SELECT TO sw_owner USING (true);

GRANT SELECT, INSERT, DELETE ON execution.inbox TO sw_engine;
GRANT SELECT ON execution.inbox TO sw_read;

-- Executions that have had a letter since before a time, those with the oldest first.
CREATE FUNCTION execution.receivers(before timestamptz, most integer) RETURNS TABLE (tenant_id bigint, execution_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT l.tenant_id, l.execution_id
    FROM (SELECT i.tenant_id, i.execution_id, i.sent_at FROM execution.inbox i
          WHERE i.sent_at < before ORDER BY i.sent_at LIMIT most) l
    GROUP BY l.tenant_id, l.execution_id
    ORDER BY min(l.sent_at)
$$;

REVOKE ALL ON FUNCTION execution.receivers(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION execution.receivers(timestamptz, integer) TO sw_engine;

RESET ROLE;
