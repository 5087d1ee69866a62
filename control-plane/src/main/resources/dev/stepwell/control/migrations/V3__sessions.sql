-- Sessions of browsers, each opened with a bearer key and good for as long as that key is. What the browser has is kept as a hash.

SET LOCAL ROLE sw_owner;

CREATE TABLE control.session (
    tenant_id  bigint      NOT NULL,
    token_hash bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    key_id     text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, key_id) REFERENCES control.credential
);
CREATE INDEX session_end ON control.session (expires_at);
CREATE INDEX session_key ON control.session (tenant_id, key_id);

ALTER TABLE control.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.session FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON control.session USING
    (tenant_id = nullif(current_setting('stepwell.tenant', true), '')::bigint);
GRANT SELECT, INSERT, DELETE ON control.session TO sw_control;

-- The owner may find a session before its tenant is known, and sweep away what has run out.
CREATE POLICY discovery ON control.session FOR SELECT TO sw_owner USING (true);
CREATE POLICY sweeping ON control.session FOR DELETE TO sw_owner USING (expires_at < now());

CREATE FUNCTION control.tenant_of_session(wanted bytea) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS 'SELECT tenant_id FROM control.session WHERE token_hash = wanted';

CREATE FUNCTION control.sweep_sessions() RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS 'WITH gone AS (DELETE FROM control.session WHERE expires_at < now() RETURNING 1) SELECT count(*) FROM gone';

REVOKE ALL ON FUNCTION control.tenant_of_session(bytea), control.sweep_sessions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.tenant_of_session(bytea), control.sweep_sessions() TO sw_control;

RESET ROLE;
