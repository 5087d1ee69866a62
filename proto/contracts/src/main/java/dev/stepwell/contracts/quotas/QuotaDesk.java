package dev.stepwell.contracts.quotas;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ReportQuotaUseResponse;
import dev.stepwell.contracts.internal.v1.ShareQuotasResponse;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import java.time.Duration;

/** The control plane, as those ask it who let tenants spend. */
@FunctionalInterface
public interface QuotaDesk {
    /** What a process may let tenants spend: a ShareQuotasRequest, answered by a ShareQuotasResponse. */
    String SHARE = "ShareQuotas";

    /** What the caller's tenant has spent: a ReportQuotaUseRequest, answered by a ReportQuotaUseResponse. */
    String REPORT = "ReportQuotaUse";

    /** What the caller's tenant may spend and has spent: a ListOwnQuotasRequest, answered by a ListQuotasResponse. */
    String OWN = "DescribeQuotas";

    /** Asks one of the first two. What is thrown may be tried again. */
    Message ask(String action, Caller caller, Message request);

    /** The control plane in this process. */
    static QuotaDesk here(ActionTable control) {
        return (action, caller, request) -> control.find(action).orElseThrow().answer(caller, request);
    }

    /** The control plane in others. */
    static QuotaDesk at(PlanePool control) {
        Duration patience = Duration.ofSeconds(5);
        return (action, caller, request) -> control.call(
                new PlaneCall(action, caller, patience, true),
                request,
                action.equals(SHARE)
                        ? ShareQuotasResponse.getDefaultInstance()
                        : ReportQuotaUseResponse.getDefaultInstance());
    }
}
