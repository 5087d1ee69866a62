package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.QuotaUse;
import dev.stepwell.contracts.internal.v1.ReportQuotaUseRequest;
import dev.stepwell.contracts.internal.v1.ShareQuotasRequest;
import dev.stepwell.contracts.internal.v1.ShareQuotasResponse;
import dev.stepwell.contracts.platform.v1.DeleteTenantRequest;
import dev.stepwell.contracts.platform.v1.ListOwnQuotasRequest;
import dev.stepwell.contracts.platform.v1.ListQuotasRequest;
import dev.stepwell.contracts.platform.v1.ListQuotasResponse;
import dev.stepwell.contracts.platform.v1.Quota;
import dev.stepwell.contracts.platform.v1.ResetQuotaRequest;
import dev.stepwell.contracts.platform.v1.ResumeTenantRequest;
import dev.stepwell.contracts.platform.v1.SetQuotaRequest;
import dev.stepwell.contracts.platform.v1.SuspendTenantRequest;
import dev.stepwell.contracts.quotas.AwsQuotas;
import dev.stepwell.contracts.quotas.QuotaDesk;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.contracts.quotas.Settlement;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.contracts.wire.Processes;
import dev.stepwell.control.House;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Set;
import java.util.UUID;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tenants may spend, who shares it, and what is told of it. */
class QuotaActionsTest {
    private static final Caller OPERATOR = new Caller(
            TenantId.NOBODY, AccountId.NOBODY, new Region("us-east-1"), "operator", Set.of(Scopes.OPERATOR), "request");

    private House house;
    private Caller caller;

    @BeforeEach
    void build() {
        house = new House();
        caller = house.newTenant();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Quota quota(String name) {
        ListQuotasResponse all = house.call(
                "ListTenantQuotas",
                OPERATOR,
                ListQuotasRequest.newBuilder()
                        .setAccount(caller.account().value())
                        .build());
        assertThat(all.getQuotasList())
                .extracting(Quota::getName)
                .containsExactlyElementsOf(AwsQuotas.all().keySet());
        return all.getQuotasList().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SetQuotaRequest.Builder set(String name, long size) {
        return SetQuotaRequest.newBuilder()
                .setAccount(caller.account().value())
                .setName(name)
                .setSize(size);
    }

    @Test
    void everybodyHasAwssUntilSomethingElseIsSet() {
        Quota usual = Quota.newBuilder()
                .setName("StopExecution")
                .setSize(1_000)
                .setRefill(200)
                .setUsed(0)
                .setThrottled(0)
                .setOwn(false)
                .build();
        assertThat(quota("StopExecution")).isEqualTo(usual);
        Quota own = usual.toBuilder().setSize(5).setRefill(2).setOwn(true).build();
        Quota answer = house.call(
                "SetTenantQuota", OPERATOR, set("StopExecution", 5).setRefill(2).build());
        assertThat(answer).isEqualTo(own);
        assertThat(quota("StopExecution")).isEqualTo(own);
        Quota reset = house.call(
                "ResetTenantQuota",
                OPERATOR,
                ResetQuotaRequest.newBuilder()
                        .setAccount(caller.account().value())
                        .setName("StopExecution")
                        .build());
        assertThat(reset).isEqualTo(usual);
        assertThat(quota("StopExecution")).isEqualTo(usual);
    }

    @Test
    void aTenantIsToldItsOwnAndNobodyElses() {
        Caller other = house.newTenant();
        house.call(
                "SetTenantQuota", OPERATOR, set("StopExecution", 5).setRefill(2).build());
        report(3, 1);
        assertThat(own(caller, "StopExecution"))
                .isEqualTo(quota("StopExecution"))
                .extracting(Quota::getSize, Quota::getRefill, Quota::getUsed, Quota::getThrottled)
                .containsExactly(5L, 2L, 3L, 1L);
        assertThat(own(other, "StopExecution"))
                .extracting(Quota::getSize, Quota::getUsed, Quota::getThrottled)
                .containsExactly(1_000L, 0L, 0L);
    }

    private Quota own(Caller asking, String name) {
        ListQuotasResponse all = house.call(QuotaDesk.OWN, asking, ListOwnQuotasRequest.getDefaultInstance());
        assertThat(all.getQuotasList())
                .extracting(Quota::getName)
                .containsExactlyElementsOf(AwsQuotas.all().keySet());
        return all.getQuotasList().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatCannotBeIsRefused() {
        for (SetQuotaRequest.Builder wrong : new SetQuotaRequest.Builder[] {
            set("Nothing", 1).setRefill(1),
            set("StopExecution", 1),
            set("StopExecution", 0).setRefill(1),
            set("OpenExecutions", 1).setRefill(1),
            set("PayloadBytes", 16_777_217)
        }) {
            house.refused("ValidationException", "SetTenantQuota", OPERATOR, wrong.build());
        }
        house.refused(
                "ResourceNotFound",
                "SetTenantQuota",
                OPERATOR,
                set("OpenExecutions", 1).setAccount("000000000000").build());
    }

    @Test
    void domainsAreCountedAgainstWhatIsSet() {
        house.call("SetTenantQuota", OPERATOR, set("swf.Domains", 2).build());
        register("a");
        register("b");
        house.refused("LimitExceededFault", "swf.RegisterDomain", caller, domain("c"));
        house.call("SetTenantQuota", OPERATOR, set("swf.Domains", 3).build());
        register("c");
    }

    private void register(String name) {
        house.call("swf.RegisterDomain", caller, domain(name));
    }

    private static RegisterDomainRequest domain(String name) {
        return RegisterDomainRequest.newBuilder()
                .setName(name)
                .setWorkflowExecutionRetentionPeriodInDays("1")
                .build();
    }

    private ShareQuotasResponse share(UUID process, Settlement.Place place) {
        return house.call(
                QuotaDesk.SHARE,
                Processes.asking("test"),
                ShareQuotasRequest.newBuilder()
                        .setProcess(process.toString())
                        .setPlace(place.name())
                        .build());
    }

    @Test
    void thoseOfAPlaceThatWereThereLatelyShare() {
        UUID first = UUID.randomUUID();
        assertThat(share(first, Settlement.Place.GATEWAY).getSharers()).isEqualTo(1);
        assertThat(share(UUID.randomUUID(), Settlement.Place.GATEWAY).getSharers())
                .isEqualTo(2);
        assertThat(share(first, Settlement.Place.GATEWAY).getSharers()).isEqualTo(2);
        assertThat(share(UUID.randomUUID(), Settlement.Place.EXECUTION).getSharers())
                .isEqualTo(1);
        later();
        assertThat(share(first, Settlement.Place.GATEWAY).getSharers()).isEqualTo(1);
    }

    @Test
    void processesAreToldWhoIsSuspendedOrGoing() {
        Caller going = house.newTenant();
        house.newTenant();
        assertThat(share(UUID.randomUUID(), Settlement.Place.EXECUTION).getSuspendedList())
                .isEmpty();
        house.call("SuspendTenant", OPERATOR, suspend(caller));
        house.call(
                "DeleteTenant",
                OPERATOR,
                DeleteTenantRequest.newBuilder()
                        .setAccount(going.account().value())
                        .build());
        assertThat(share(UUID.randomUUID(), Settlement.Place.EXECUTION).getSuspendedList())
                .containsExactlyInAnyOrder(
                        caller.tenant().value(), going.tenant().value());
        Quotas quotas = new Quotas(() -> 0);
        assertThat(quotas.suspended()).isEmpty();
        new Settlement(Settlement.Place.EXECUTION, quotas, QuotaDesk.here(house.plane.actions())).settle();
        assertThat(quotas.suspended()).contains(Set.of(caller.tenant(), going.tenant()));
        house.call(
                "ResumeTenant",
                OPERATOR,
                ResumeTenantRequest.newBuilder()
                        .setAccount(caller.account().value())
                        .build());
        assertThat(share(UUID.randomUUID(), Settlement.Place.EXECUTION).getSuspendedList())
                .containsExactly(going.tenant().value());
    }

    private static SuspendTenantRequest suspend(Caller tenant) {
        return SuspendTenantRequest.newBuilder()
                .setAccount(tenant.account().value())
                .build();
    }

    /** What was said and written so far was so a while ago. */
    private void later() {
        try (var connection = house.source.getConnection()) {
            var sql = DSL.using(connection, SQLDialect.POSTGRES);
            sql.execute("UPDATE control.quota_sharer SET seen_at = seen_at - interval '16 seconds'");
            sql.execute("ALTER TABLE control.quota_use NO FORCE ROW LEVEL SECURITY");
            sql.execute("UPDATE control.quota_use SET seen_at = seen_at - interval '16 seconds'");
            connection.commit();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void processesAreToldWhatIsSetAndTellWhatIsSpent() {
        house.call(
                "SetTenantQuota", OPERATOR, set("StopExecution", 5).setRefill(1).build());
        Quotas quotas = new Quotas(() -> 0);
        Settlement settlement = new Settlement(Settlement.Place.GATEWAY, quotas, QuotaDesk.here(house.plane.actions()));
        settlement.settle();
        for (int i = 0; i < 7; i++) {
            assertThat(quotas.take(caller.tenant(), "StopExecution")).isEqualTo(i < 5);
        }
        settlement.settle();
        assertThat(quota("StopExecution").getUsed()).isEqualTo(5);
        assertThat(quota("StopExecution").getThrottled()).isEqualTo(2);
        report(3, 1);
        assertThat(quota("StopExecution").getUsed()).isEqualTo(8);
        assertThat(quota("StopExecution").getThrottled()).isEqualTo(3);
        later();
        assertThat(quota("StopExecution").getUsed()).isZero();
    }

    private void report(long used, long throttled) {
        house.call(
                QuotaDesk.REPORT,
                caller,
                ReportQuotaUseRequest.newBuilder()
                        .setProcess(UUID.randomUUID().toString())
                        .addUses(QuotaUse.newBuilder()
                                .setName("StopExecution")
                                .setUsed(used)
                                .setThrottled(throttled))
                        .build());
    }
}
