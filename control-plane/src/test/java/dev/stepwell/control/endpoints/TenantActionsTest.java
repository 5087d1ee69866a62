package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.CreateTenantRequest;
import dev.stepwell.contracts.platform.v1.CreateTenantResponse;
import dev.stepwell.contracts.platform.v1.DeleteTenantRequest;
import dev.stepwell.contracts.platform.v1.GetTenantRequest;
import dev.stepwell.contracts.platform.v1.ListTenantsRequest;
import dev.stepwell.contracts.platform.v1.ListTenantsResponse;
import dev.stepwell.contracts.platform.v1.RenameTenantRequest;
import dev.stepwell.contracts.platform.v1.ResumeTenantRequest;
import dev.stepwell.contracts.platform.v1.SuspendTenantRequest;
import dev.stepwell.contracts.platform.v1.Tenant;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.RoutingConfigurationListItem;
import dev.stepwell.contracts.sfn.v1.Tag;
import dev.stepwell.control.House;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.changes.Change;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators do with tenants, and the end of one. */
class TenantActionsTest {
    private static final Caller OPERATOR = new Caller(
            TenantId.NOBODY, AccountId.NOBODY, new Region("us-east-1"), "operator", Set.of(Scopes.OPERATOR), "request");

    private static House house;

    @BeforeAll
    static void open() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void aNewTenantsKeysAreGoodForEverythingOfItsOwn() {
        CreateTenantResponse made = create("Team A");
        assertThat(made.getTenant().getName()).isEqualTo("Team A");
        assertThat(made.getTenant().getStatus()).isEqualTo("ACTIVE");
        var signer = house.plane.keys().signingNow(made.getAccessKeyId()).orElseThrow();
        var bearer = house.plane.keys().bearerNow(made.getApiKey()).orElseThrow();
        assertThat(signer.secretAccessKey()).isEqualTo(made.getSecretAccessKey());
        assertThat(signer.principal().account().value())
                .isEqualTo(made.getTenant().getAccount());
        assertThat(bearer.tenant()).isEqualTo(signer.principal().tenant());
        assertThat(bearer.scopes()).isEqualTo(Scopes.ALL);
    }

    @Test
    void tenantsAreListedPageByPage() {
        List<String> made = List.of(account("p1"), account("p2"), account("p3"));
        List<String> listed = new ArrayList<>();
        ListTenantsRequest.Builder question = ListTenantsRequest.newBuilder().setMaxResults(2);
        ListTenantsResponse page;
        do {
            page = house.call("ListTenants", OPERATOR, question.build());
            assertThat(page.getTenantsCount()).isLessThanOrEqualTo(2);
            page.getTenantsList().forEach(tenant -> listed.add(tenant.getAccount()));
            question.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
        assertThat(listed).containsSubsequence(made).doesNotHaveDuplicates();
    }

    @Test
    void aTenantIsRenamed() {
        String account = account("before");
        Tenant after = house.call(
                "RenameTenant",
                OPERATOR,
                RenameTenantRequest.newBuilder()
                        .setAccount(account)
                        .setName("after")
                        .build());
        assertThat(after.getName()).isEqualTo("after");
        assertThat(get(account)).isEqualTo(after);
    }

    @Test
    void aSuspendedTenantsKeysAreAsIfUnknownUntilItIsResumed() {
        CreateTenantResponse made = create("s");
        String account = made.getTenant().getAccount();
        Tenant suspended = house.call(
                "SuspendTenant",
                OPERATOR,
                SuspendTenantRequest.newBuilder().setAccount(account).build());
        assertThat(suspended.getStatus()).isEqualTo("SUSPENDED");
        assertThat(house.plane.keys().signingNow(made.getAccessKeyId())).isEmpty();
        assertThat(house.plane.keys().bearerNow(made.getApiKey())).isEmpty();
        assertThat(house.plane.keys().ended(Set.of(made.getAccessKeyId()))).containsExactly(made.getAccessKeyId());

        Tenant resumed = house.call(
                "ResumeTenant",
                OPERATOR,
                ResumeTenantRequest.newBuilder().setAccount(account).build());
        assertThat(resumed.getStatus()).isEqualTo("ACTIVE");
        assertThat(house.plane.keys().signingNow(made.getAccessKeyId())).isPresent();
        assertThat(house.plane.keys().ended(Set.of(made.getAccessKeyId()))).isEmpty();
    }

    @Test
    void anAccountThatIsNoTenantsIsNotFound() {
        house.refused(
                "ResourceNotFound",
                "GetTenant",
                OPERATOR,
                GetTenantRequest.newBuilder().setAccount("999999999999").build());
        house.refused(
                "ResourceNotFound",
                "DeleteTenant",
                OPERATOR,
                DeleteTenantRequest.newBuilder().setAccount("999999999999").build());
    }

    @Test
    void aDeletedTenantGoesWithAllItHas() {
        CreateTenantResponse made = create("goes");
        CreateTenantResponse stays = create("stays");
        fill(caller(made));
        fill(caller(stays));
        long others = rows(caller(stays).tenant());
        TenantId tenant = caller(made).tenant();
        house.data.rows.put(tenant, 5L);
        String account = made.getTenant().getAccount();

        Tenant deleting = house.call(
                "DeleteTenant",
                OPERATOR,
                DeleteTenantRequest.newBuilder().setAccount(account).build());
        assertThat(deleting.getStatus()).isEqualTo("DELETING");
        assertThat(deleting.getDeletion().getStage()).isEqualTo("EXECUTIONS");
        assertThat(house.plane.keys().signingNow(made.getAccessKeyId())).isEmpty();
        assertThat(house.plane.changes().after(0, 10_000))
                .extracting(Change::kind, Change::subject)
                .contains(tuple(ChangeKind.TENANT_DELETING, account));
        house.refused(
                "ConflictException",
                "ResumeTenant",
                OPERATOR,
                ResumeTenantRequest.newBuilder().setAccount(account).build());

        house.plane.tenantDeletions().sweep();
        assertThat(house.data.rows).as("its keys may still be believed").containsEntry(tenant, 5L);
        house.clock.advance(Duration.ofSeconds(11));
        house.plane.tenantDeletions().sweep();
        assertThat(house.data.rows).containsEntry(tenant, 0L);
        assertThat(get(account).getDeletion().getStage()).isEqualTo("REGISTERED");
        assertThat(get(account).getDeletion().getDeletedRows()).isEqualTo(5);
        house.plane.tenantDeletions().sweep();

        house.refused(
                "ResourceNotFound",
                "GetTenant",
                OPERATOR,
                GetTenantRequest.newBuilder().setAccount(account).build());
        assertThat(rows(tenant)).isZero();
        assertThat(rows(caller(stays).tenant())).isEqualTo(others);
        assertThat(house.plane.keys().signingNow(stays.getAccessKeyId())).isPresent();
    }

    private static CreateTenantResponse create(String name) {
        return house.call(
                "CreateTenant",
                OPERATOR,
                CreateTenantRequest.newBuilder().setName(name).build());
    }

    private static String account(String name) {
        return create(name).getTenant().getAccount();
    }

    private static Tenant get(String account) {
        return house.call(
                "GetTenant",
                OPERATOR,
                GetTenantRequest.newBuilder().setAccount(account).build());
    }

    private static Caller caller(CreateTenantResponse made) {
        return House.callerOf(house.plane
                .tenants()
                .find(new AccountId(made.getTenant().getAccount()))
                .orElseThrow());
    }

    /** Something in every table that refers to another. */
    private static void fill(Caller caller) {
        CreateStateMachineResponse machine = house.call(
                "CreateStateMachine",
                caller,
                CreateStateMachineRequest.newBuilder()
                        .setName("m")
                        .setDefinition("{}")
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .setPublish(true)
                        .addTags(Tag.newBuilder().setKey("k").setValue("v"))
                        .build());
        house.call(
                "CreateStateMachineAlias",
                caller,
                CreateStateMachineAliasRequest.newBuilder()
                        .setName("PROD")
                        .addRoutingConfiguration(RoutingConfigurationListItem.newBuilder()
                                .setStateMachineVersionArn(machine.getStateMachineVersionArn())
                                .setWeight(100))
                        .build());
        house.call(
                "CreateActivity",
                caller,
                CreateActivityRequest.newBuilder().setName("a").build());
        String key = house.plane.issuer().issueBearer(caller.tenant(), Scopes.ALL);
        assertThat(house.plane.sessions().open(key)).isPresent();
    }

    /** Rows of a tenant in all tables of the schema, as a superuser sees them. */
    private static long rows(TenantId tenant) {
        var sql = DSL.using(house.source, SQLDialect.POSTGRES);
        return sql
                .fetch("SELECT table_name FROM information_schema.columns JOIN information_schema.tables"
                        + " USING (table_schema, table_name) WHERE table_schema = 'control' AND column_name = 'tenant_id'"
                        + " AND table_type = 'BASE TABLE'")
                .getValues(0, String.class)
                .stream()
                .mapToLong(table -> sql.fetchSingle(
                                "SELECT count(*) FROM control." + table + " WHERE tenant_id = " + tenant)
                        .get(0, Long.class))
                .sum();
    }
}
