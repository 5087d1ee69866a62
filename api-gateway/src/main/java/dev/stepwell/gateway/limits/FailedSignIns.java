package dev.stepwell.gateway.limits;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Allowances;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.contracts.quotas.Quota;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.names.TenantId;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who has failed to sign in too often of late. Each address may fail {@value #AT_ONCE} times at once and once a second in the long run; of IPv6 all of a
 * network of 64 bits is one. Sign-ins that succeed cost nothing, so that people behind one proxy do not keep each other out.
 */
public final class FailedSignIns {
    static final int AT_ONCE = 30;
    static final int A_SECOND = 1;

    private static final String BUCKET = "FailedSignIns";
    private static final Pattern NETWORK = Pattern.compile("(?:[0-9a-fA-F]+:){4}");
    private static final Fault THROTTLED =
            new Fault(FaultStatus.THROTTLED, "Too many sign-ins from this address have failed. Try again later.");

    private final Quotas quotas;

    /** Nobody has failed yet; by a clock that only goes forward, in nanoseconds. */
    public FailedSignIns(LongSupplier nanoTime) {
        quotas = new Quotas(nanoTime);
        quotas.settle(new Allowances(
                Multiple.OFF, 1, Map.of(TenantId.NOBODY, Map.of(BUCKET, new Quota.Bucket(AT_ONCE, A_SECOND)))));
    }

    /** Throws ThrottlingException when this address has failed too often. */
    public void check(String address) {
        if (!quotas.has(TenantId.NOBODY, BUCKET, network(address))) {
            throw THROTTLED;
        }
    }

    /** This address has failed. */
    public void failed(String address) {
        if (!quotas.take(TenantId.NOBODY, BUCKET, network(address))) {
            quotas.uses(); // forgets the addresses that may fail as often as any other again
        }
    }

    private static String network(String address) {
        Matcher ofSixteenBytes = NETWORK.matcher(address);
        return "/" + (ofSixteenBytes.lookingAt() ? ofSixteenBytes.group() : address);
    }
}
