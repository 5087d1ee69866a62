package dev.stepwell.control.access;

import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who a key belongs to and what it may do.
 *
 * @param keyId the key, as logs and audits name it
 * @param resources patterns of the ARNs it may do it to; all when empty
 * @param networks where it may be used from; anywhere when empty
 * @param rate how often it may ask; as often as its tenant when absent
 */
public record Principal(
        TenantId tenant,
        AccountId account,
        String keyId,
        Set<String> scopes,
        List<String> resources,
        List<String> networks,
        Optional<Rate> rate) {
    public Principal {
        scopes = Set.copyOf(scopes);
        resources = List.copyOf(resources);
        networks = List.copyOf(networks);
    }

    /** An operator of the installation, who belongs to no tenant. */
    static Principal operator(String keyId) {
        return new Principal(
                TenantId.NOBODY,
                AccountId.NOBODY,
                keyId,
                Set.of(Scopes.OPERATOR),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** Whether it is an operator's. */
    public boolean isOperator() {
        return scopes.contains(Scopes.OPERATOR);
    }
}
