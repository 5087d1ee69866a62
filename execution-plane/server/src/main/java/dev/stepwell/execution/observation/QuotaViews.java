package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ListOwnQuotasRequest;
import dev.stepwell.contracts.platform.v1.ListQuotasResponse;
import dev.stepwell.contracts.platform.v1.Quota;
import dev.stepwell.contracts.quotas.QuotaDesk;
import dev.stepwell.execution.definitions.Registry;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.quotas.OpenExecutions;
import dev.stepwell.execution.quotas.StoredExecutions;
import java.util.Optional;

/**
 * ListQuotas: what the caller's tenant may spend, as the control plane has it; how many executions are open is counted here.
 *
 * @param registry the control plane
 * @param open looks into the store
 */
public record QuotaViews(Registry registry, StoredExecutions open) {
    /** The action, by its name in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("ListQuotas", ListOwnQuotasRequest.class, this::list)
                .build();
    }

    private ListQuotasResponse list(Caller caller, ListOwnQuotasRequest request) {
        ListQuotasResponse.Builder answer =
                ((ListQuotasResponse) registry.ask(QuotaDesk.OWN, caller, request)).toBuilder();
        OpenExecutions.Place here =
                new OpenExecutions.Place(caller.tenant(), caller.region().value(), Optional.empty());
        long running = Waits.read(() -> open.count(here, Integer.MAX_VALUE));
        for (Quota.Builder quota : answer.getQuotasBuilderList()) {
            if (quota.getName().equals(here.quota())) {
                quota.setUsed(running);
            }
        }
        return answer.build();
    }
}
