package dev.stepwell.gateway.identity;

import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.util.Set;

/**
 * An access key with its secret, which is never printed.
 *
 * @param accessKeyId the public half
 * @param secret the secret half, as the client has it
 * @param tenant whose key it is
 * @param account the tenant's account number
 * @param scopes what the key may do
 * @param confines to what, and from where
 */
public record SigningKey(
        String accessKeyId, String secret, TenantId tenant, AccountId account, Set<String> scopes, Confines confines) {
    public SigningKey {
        scopes = Set.copyOf(scopes);
    }

    /** A key that is good for every resource and from anywhere. */
    public SigningKey(String accessKeyId, String secret, TenantId tenant, AccountId account, Set<String> scopes) {
        this(accessKeyId, secret, tenant, account, scopes, Confines.NONE);
    }

    /** Whose key it is, without the secret. */
    public Identity identity() {
        return new Identity(accessKeyId, tenant, account, scopes, confines);
    }

    @Override
    public String toString() {
        return "SigningKey[" + accessKeyId + "]";
    }
}
