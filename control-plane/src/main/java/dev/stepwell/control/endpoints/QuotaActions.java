package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.ReportQuotaUseRequest;
import dev.stepwell.contracts.internal.v1.ReportQuotaUseResponse;
import dev.stepwell.contracts.internal.v1.SetQuota;
import dev.stepwell.contracts.internal.v1.ShareQuotasRequest;
import dev.stepwell.contracts.internal.v1.ShareQuotasResponse;
import dev.stepwell.contracts.platform.v1.ListOwnQuotasRequest;
import dev.stepwell.contracts.platform.v1.ListQuotasRequest;
import dev.stepwell.contracts.platform.v1.ListQuotasResponse;
import dev.stepwell.contracts.platform.v1.ResetQuotaRequest;
import dev.stepwell.contracts.platform.v1.SetQuotaRequest;
import dev.stepwell.contracts.quotas.AwsQuotas;
import dev.stepwell.contracts.quotas.Quota;
import dev.stepwell.contracts.quotas.QuotaDesk;
import dev.stepwell.contracts.quotas.Settlement;
import dev.stepwell.control.quotas.TenantQuotas;
import dev.stepwell.control.tenants.TenantDirectory;
import dev.stepwell.names.TenantId;
import java.util.UUID;

/** What tenants may spend: the operators' actions, and what processes ask that let them spend it. */
final class QuotaActions {
    private final TenantQuotas quotas;
    private final TenantDirectory directory;

    QuotaActions(TenantQuotas quotas, TenantDirectory directory) {
        this.quotas = quotas;
        this.directory = directory;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add(
                        "ListTenantQuotas",
                        ListQuotasRequest.class,
                        (caller, request) -> list(tenant(request.getAccount())))
                .add("SetTenantQuota", SetQuotaRequest.class, this::set)
                .add("ResetTenantQuota", ResetQuotaRequest.class, this::reset)
                .add(QuotaDesk.SHARE, ShareQuotasRequest.class, this::share)
                .add(QuotaDesk.OWN, ListOwnQuotasRequest.class, (caller, request) -> list(caller.tenant()))
                .add(QuotaDesk.REPORT, ReportQuotaUseRequest.class, this::report)
                .build();
    }

    private ListQuotasResponse list(TenantId tenant) {
        return ListQuotasResponse.newBuilder()
                .addAllQuotas(
                        quotas.list(tenant).stream().map(QuotaActions::print).toList())
                .build();
    }

    private dev.stepwell.contracts.platform.v1.Quota set(Caller caller, SetQuotaRequest request) {
        TenantId tenant = tenant(request.getAccount());
        quotas.set(tenant, request.getName(), wanted(request));
        return print(quotas.find(tenant, request.getName()));
    }

    private dev.stepwell.contracts.platform.v1.Quota reset(Caller caller, ResetQuotaRequest request) {
        TenantId tenant = tenant(request.getAccount());
        usual(request.getName());
        quotas.reset(tenant, request.getName());
        return print(quotas.find(tenant, request.getName()));
    }

    private TenantId tenant(String account) {
        return directory.find(account).id();
    }

    private static Quota usual(String name) {
        Quota usual = AwsQuotas.all().get(name);
        if (usual == null) {
            throw invalid("There is no quota " + name);
        }
        return usual;
    }

    private static Quota wanted(SetQuotaRequest request) {
        String name = request.getName();
        return switch (usual(name)) {
            case Quota.Most most -> {
                if (request.hasRefill()) {
                    throw invalid(name + " is counted: it has no refill");
                }
                if (request.getSize() > AwsQuotas.highest(name)) {
                    throw invalid(name + " is at most " + AwsQuotas.highest(name));
                }
                yield new Quota.Most(request.getSize());
            }
            case Quota.Bucket bucket -> {
                if (!request.hasRefill() || request.getSize() == 0) {
                    throw invalid(name + " is a bucket: it has a size and a refill of at least 1");
                }
                yield new Quota.Bucket(request.getSize(), request.getRefill());
            }
        };
    }

    private static Fault invalid(String text) {
        return new Fault("ValidationException", text);
    }

    private static dev.stepwell.contracts.platform.v1.Quota print(TenantQuotas.Line line) {
        dev.stepwell.contracts.platform.v1.Quota.Builder message = dev.stepwell.contracts.platform.v1.Quota.newBuilder()
                .setName(line.name())
                .setOwn(line.own());
        if (usual(line.name()) instanceof Quota.Bucket) {
            message.setUsed(line.used()).setThrottled(line.throttled());
        }
        line.quota().ifPresent(quota -> {
            switch (quota) {
                case Quota.Most most -> message.setSize(most.count());
                case Quota.Bucket bucket -> message.setSize(bucket.size()).setRefill(bucket.refill());
            }
        });
        return message.build();
    }

    private ShareQuotasResponse share(Caller caller, ShareQuotasRequest request) {
        TenantQuotas.Shares shares =
                quotas.share(UUID.fromString(request.getProcess()), Settlement.Place.valueOf(request.getPlace()));
        return ShareQuotasResponse.newBuilder()
                .setSharers(shares.sharers())
                .setMultiple(shares.multiple().factor())
                .addAllSet(shares.set().stream().map(QuotaActions::print).toList())
                .addAllSuspended(
                        shares.suspended().stream().map(TenantId::value).toList())
                .build();
    }

    private static SetQuota print(TenantQuotas.Set set) {
        SetQuota.Builder message =
                SetQuota.newBuilder().setTenant(set.tenant().value()).setName(set.name());
        return switch (set.quota()) {
            case Quota.Most most -> message.setSize(most.count()).build();
            case Quota.Bucket bucket ->
                message.setSize(bucket.size()).setRefill(bucket.refill()).build();
        };
    }

    private ReportQuotaUseResponse report(Caller caller, ReportQuotaUseRequest request) {
        quotas.enter(
                caller.tenant(),
                UUID.fromString(request.getProcess()),
                request.getUsesList().stream()
                        .map(use -> new TenantQuotas.Use(use.getName(), use.getUsed(), use.getThrottled()))
                        .toList());
        return ReportQuotaUseResponse.getDefaultInstance();
    }
}
