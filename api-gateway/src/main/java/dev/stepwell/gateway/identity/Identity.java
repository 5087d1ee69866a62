package dev.stepwell.gateway.identity;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
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
 * @param confines to what, and from where
 */
public record Identity(String principal, TenantId tenant, AccountId account, Set<String> scopes, Confines confines) {
    public Identity {
        scopes = Set.copyOf(scopes);
    }

    /** The holder of a key that is good for every resource and from anywhere. */
    public Identity(String principal, TenantId tenant, AccountId account, Set<String> scopes) {
        this(principal, tenant, account, scopes, Confines.NONE);
    }

    /**
     * The caller of one request.
     *
     * @param source the address it came from; refused with {@code AccessDeniedException} when the key is not for use from there
     */
    public Caller caller(Region region, String requestId, String source) {
        if (!confines.admit(source)) {
            throw new Fault(
                    "AccessDeniedException",
                    "User: arn:aws:iam::" + account + ":user/" + principal
                            + " is not authorized to make requests from this address");
        }
        return new Caller(
                tenant, account, region, principal, scopes, requestId, confines.resources(), source, confines.rate());
    }
}
