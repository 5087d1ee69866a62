package dev.stepwell.gateway.limits;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Set;

/** Callers of numbered tenants. */
public final class Callers {
    private Callers() {}

    /** A caller of the tenant of that number. */
    public static Caller of(long tenant) {
        return new Caller(
                new TenantId(tenant),
                new AccountId("123456789012"),
                new Region("us-east-1"),
                "key",
                Set.of(),
                "request");
    }
}
