package dev.stepwell.gateway.identity;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Set;

/**
 * Whose key it was.
 *
 * @param principal the id of the key
 * @param tenant whose resources it may touch
 * @param account the tenant's account number
 * @param scopes what it may do
 */
public record Identity(String principal, TenantId tenant, AccountId account, Set<String> scopes) {
    public Identity {
        scopes = Set.copyOf(scopes);
    }

    /** The caller of one request. */
    public Caller caller(Region region, String requestId) {
        return new Caller(tenant, account, region, principal, scopes, requestId);
    }
}
