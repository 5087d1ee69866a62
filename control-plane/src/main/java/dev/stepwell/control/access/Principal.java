package dev.stepwell.control.access;

import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.util.Set;

/**
 * Who a key belongs to and what it may do.
 *
 * @param keyId the key, as logs and audits name it
 */
public record Principal(TenantId tenant, AccountId account, String keyId, Set<String> scopes) {
    public Principal {
        scopes = Set.copyOf(scopes);
    }
}
