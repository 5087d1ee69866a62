package dev.stepwell.contracts.quotas;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.QuotaUse;
import dev.stepwell.contracts.internal.v1.ReportQuotaUseRequest;
import dev.stepwell.contracts.internal.v1.SetQuota;
import dev.stepwell.contracts.internal.v1.ShareQuotasRequest;
import dev.stepwell.contracts.internal.v1.ShareQuotasResponse;
import dev.stepwell.contracts.quotas.Quotas.Use;
import dev.stepwell.contracts.wire.Processes;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Settles with the control plane what this process may let tenants spend, and tells it what they have spent. To be done every
 * {@link #EVERY}, by one thread; while the control plane is away what was settled last holds.
 */
public final class Settlement {
    /** How often. A process that has not been there for three times as long is not counted any more. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final int PER_REPORT = 1_000;

    private final String process = UUID.randomUUID().toString();
    private final Place place;
    private final Quotas quotas;
    private final QuotaDesk desk;

    /** Where tokens are taken. */
    public enum Place {
        /** By the doors, for calls. */
        GATEWAY,
        /** By the nodes, for what executions do, and for what only they can tell apart. */
        EXECUTION
    }

    /** The settlement of one process's quotas at that desk. */
    public Settlement(Place place, Quotas quotas, QuotaDesk desk) {
        this.place = place;
        this.quotas = quotas;
        this.desk = desk;
    }

    /** Settles once; throws what the desk throws. */
    public void settle() {
        Message settled = desk.ask(
                QuotaDesk.SHARE,
                Processes.asking("quotas"),
                ShareQuotasRequest.newBuilder()
                        .setProcess(process)
                        .setPlace(place.name())
                        .build());
        quotas.settle(read((ShareQuotasResponse) settled));
        quotas.uses().forEach(this::report);
    }

    private void report(TenantId tenant, List<Use> uses) {
        ReportQuotaUseRequest.Builder report =
                ReportQuotaUseRequest.newBuilder().setProcess(process);
        uses.stream()
                .limit(PER_REPORT)
                .forEach(use -> report.addUses(QuotaUse.newBuilder()
                        .setName(use.name())
                        .setUsed(use.used())
                        .setThrottled(use.refused())));
        var unused = desk.ask(QuotaDesk.REPORT, asking(tenant), report.build());
    }

    private static Caller asking(TenantId tenant) {
        return new Caller(
                tenant,
                AccountId.NOBODY,
                new Region("us-east-1"),
                "quotas",
                Set.of(),
                UUID.randomUUID().toString());
    }

    private static Allowances read(ShareQuotasResponse settled) {
        Map<TenantId, Map<String, Quota>> own = new HashMap<>();
        for (SetQuota set : settled.getSetList()) {
            own.computeIfAbsent(new TenantId(set.getTenant()), t -> new HashMap<>())
                    .put(set.getName(), quota(set));
        }
        return new Allowances(
                new Multiple(settled.getMultiple()),
                Math.max(1, settled.getSharers()),
                own,
                settled.getSuspendedList().stream().map(TenantId::new).collect(Collectors.toSet()));
    }

    private static Quota quota(SetQuota set) {
        return set.hasRefill() ? new Quota.Bucket(set.getSize(), set.getRefill()) : new Quota.Most(set.getSize());
    }
}
