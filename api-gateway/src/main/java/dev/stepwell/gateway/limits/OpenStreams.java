package dev.stepwell.gateway.limits;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.names.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many streams (of workers, and of those who watch) are open here: as many per tenant and per key as its quotas say, of which each gateway has
 * an equal part.
 */
final class OpenStreams {
    private static final String OF_TENANT = "Streams";
    private static final String OF_KEY = "StreamsPerKey";

    private final Quotas quotas;
    private final Map<Owner, Integer> open = new ConcurrentHashMap<>();

    OpenStreams(Quotas quotas) {
        this.quotas = quotas;
    }

    /** @param key empty: all of a tenant */
    private record Owner(TenantId tenant, String key) {}

    /** Counts one more until it is closed; throws ServiceQuotaExceededException when that would be too many. */
    Admission.Place enter(Caller caller) {
        Owner tenant = new Owner(caller.tenant(), "");
        Owner key = new Owner(caller.tenant(), caller.principal());
        take(tenant, OF_TENANT, "an account");
        try {
            take(key, OF_KEY, "a key");
        } catch (Fault full) {
            giveBack(tenant);
            throw full;
        }
        return () -> {
            giveBack(key);
            giveBack(tenant);
        };
    }

    private void take(Owner owner, String quota, String whose) {
        long most = quotas.most(owner.tenant(), quota);
        long here = Math.ceilDiv(most, quotas.allowances().sharers());
        if (open.merge(owner, 1, Integer::sum) > here) {
            giveBack(owner);
            throw new Fault(
                    "ServiceQuotaExceededException",
                    "No more than " + most + " streams of " + whose + " are open at a time (the quota " + quota
                            + "). Close one, or do more over one.");
        }
    }

    private void giveBack(Owner owner) {
        open.computeIfPresent(owner, (same, count) -> count == 1 ? null : count - 1);
    }
}
