package dev.stepwell.contracts.calling;

import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, proven at the gateway before anything else is looked at.
 *
 * @param tenant the tenant whose resources the request may touch; nothing else is visible to it
 * @param account the tenant's account number, for the ARNs of answers
 * @param region the region of the request's scope
 * @param principal the id of the key that signed
 * @param scopes what the key may do
 * @param requestId printed in the answer and in every log line about it
 * @param resources patterns of the ARNs that the key may do it to, as in IAM; all when empty. The gateway holds requests to
 *     them, and what they decide of executions is held to them where it is done
 * @param source the address it asks from, as the gateway sees it; empty where nobody has to know
 * @param rate how often the key may ask, for the gateway; absent where nobody has to know
 * @param expected what it holds that to be which it wants changed; absent: whatever it is
 */
public record Caller(
        TenantId tenant,
        AccountId account,
        Region region,
        String principal,
        Set<String> scopes,
        String requestId,
        List<String> resources,
        String source,
        Optional<Rate> rate,
        Optional<Expected> expected) {
    public Caller {
        scopes = Set.copyOf(scopes);
        resources = List.copyOf(resources);
    }

    /** Whether the key may do what it may to the resource of that ARN. */
    public boolean reaches(String arn) {
        return resources.isEmpty() || resources.stream().anyMatch(pattern -> new ArnPattern(pattern).matches(arn));
    }

    /** The same, who wants something changed only if it is as expected. */
    public Caller expecting(Expected what) {
        return new Caller(
                tenant, account, region, principal, scopes, requestId, resources, source, rate, Optional.of(what));
    }

    /** A caller who expects nothing. */
    public Caller(
            TenantId tenant,
            AccountId account,
            Region region,
            String principal,
            Set<String> scopes,
            String requestId,
            List<String> resources,
            String source,
            Optional<Rate> rate) {
        this(tenant, account, region, principal, scopes, requestId, resources, source, rate, Optional.empty());
    }

    /** A caller whose key may ask as often as its tenant, or of whom nobody has to know. */
    public Caller(
            TenantId tenant,
            AccountId account,
            Region region,
            String principal,
            Set<String> scopes,
            String requestId,
            List<String> resources,
            String source) {
        this(tenant, account, region, principal, scopes, requestId, resources, source, Optional.empty());
    }

    /** A caller confined to no resources, from nowhere in particular: as planes ask each other. */
    public Caller(
            TenantId tenant, AccountId account, Region region, String principal, Set<String> scopes, String requestId) {
        this(tenant, account, region, principal, scopes, requestId, List.of(), "");
    }
}
