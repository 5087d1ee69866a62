package dev.stepwell.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.events.v1.CreateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionRequest;
import dev.stepwell.contracts.platform.v1.PutAwsServiceRequest;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.Tag;
import dev.stepwell.contracts.swf.v1.RegisterActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.control.House;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Law 8's second net: whatever a statement forgets, another tenant's rows stay out of reach. */
class RowSecurityTest {
    private static final int INTERLEAVED = 10_000;

    /** Where the owner may look so that the discovery functions and views can. */
    private static final Set<String> DISCOVERED = Set.of(
            "tenant",
            "credential",
            "state_machine",
            "change",
            "session",
            "throttled",
            "quota",
            "quota_use",
            "swf_domain",
            "activity",
            "version",
            "alias",
            "idempotency");

    private static House house;
    private static Caller ours;
    private static Caller other;

    @BeforeAll
    static void fillEveryTable() {
        house = new House();
        ours = house.newTenant();
        other = house.newTenant();
        var unused = house.plane
                .sessions()
                .open(house.plane.issuer().issueBearer(ours.tenant(), Scopes.ALL))
                .orElseThrow();
        house.call(
                "CreateStateMachine",
                ours,
                CreateStateMachineRequest.newBuilder()
                        .setName("m")
                        .setDefinition("{}")
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .setPublish(true)
                        .addTags(Tag.newBuilder().setKey("k").setValue("v"))
                        .build());
        house.call(
                "CreateActivity",
                ours,
                CreateActivityRequest.newBuilder().setName("a").build());
        connectAndRegister();
        house.plane
                .audit()
                .append(
                        ours.tenant(),
                        List.of(new AuditEntry(Instant.EPOCH, "key", "states:Any", "*", "OK", "request", "")));
        as("sw_control", ours.tenant().toString(), sql -> {
            sql.execute("INSERT INTO control.alias SELECT tenant_id, region, machine_id, 'PROD', '', now(), now()"
                    + " FROM control.version");
            sql.execute("INSERT INTO control.throttled SELECT tenant_id, now(), 'StartExecution', gen_random_uuid(), 1"
                    + " FROM control.version");
            sql.execute("INSERT INTO control.mock_revision SELECT tenant_id, region, gen_random_uuid(), '\\x00', now()"
                    + " FROM control.version");
            sql.execute(
                    "INSERT INTO control.mock_profile SELECT v.tenant_id, v.region, v.machine_id, 'case', m.revision_id,"
                            + " '{}', now(), now() FROM control.version v JOIN control.mock_revision m USING (tenant_id, region)");
            sql.execute("INSERT INTO control.idempotency SELECT tenant_id, sha256('k'), sha256('r'), gen_random_uuid(),"
                    + " gen_random_uuid(), now(), 200, '', NULL, now() + interval '1 day' FROM control.version");
            sql.execute("INSERT INTO control.quota SELECT tenant_id, 'StartExecution', 1, 1 FROM control.version");
            sql.execute(
                    "INSERT INTO control.quota_use SELECT tenant_id, 'StartExecution', gen_random_uuid(), 1, 1, now()"
                            + " FROM control.version");
            return sql.execute(
                    "INSERT INTO control.alias_route SELECT tenant_id, region, machine_id, 'PROD', number, 100"
                            + " FROM control.version");
        });
    }

    private static void connectAndRegister() {
        house.call(
                "CreateConnection",
                ours,
                CreateConnectionRequest.newBuilder()
                        .setName("c")
                        .setAuthorizationType("API_KEY")
                        .setAuthParameters(CreateConnectionAuthRequestParameters.newBuilder()
                                .setApiKeyAuthParameters(CreateConnectionApiKeyAuthRequestParameters.newBuilder()
                                        .setApiKeyName("n")
                                        .setApiKeyValue("v")))
                        .build());
        house.call(
                "PutAwsService",
                ours,
                PutAwsServiceRequest.newBuilder()
                        .setService("sqs")
                        .setEndpoint("http://127.0.0.1:9/")
                        .setAccessKeyId("k")
                        .setSecretAccessKey("s")
                        .build());
        house.call(
                "swf.RegisterDomain",
                ours,
                RegisterDomainRequest.newBuilder()
                        .setName("d")
                        .setWorkflowExecutionRetentionPeriodInDays("1")
                        .build());
        house.call(
                "swf.RegisterActivityType",
                ours,
                RegisterActivityTypeRequest.newBuilder()
                        .setDomain("d")
                        .setName("t")
                        .setVersion("1")
                        .build());
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void everyTableWithATenantForcesIt() {
        List<String> open = strings("""
                SELECT c.relname FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                 WHERE c.relnamespace = 'control'::regnamespace AND c.relkind IN ('r', 'p')
                   AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
                       SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'one_tenant' AND p.polroles = '{0}'
                          AND pg_get_expr(p.polqual, p.polrelid) LIKE '(tenant_id = %stepwell.tenant%'))
                """);
        assertThat(open).isEmpty();
        assertThat(tenantTables()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void theOnlyOtherPoliciesAreTheOwnersLooks() {
        List<String> others = strings("""
                SELECT tablename || ' ' || cmd || ' ' || array_to_string(roles, ',') FROM pg_policies
                 WHERE schemaname = 'control' AND policyname <> 'one_tenant'
                """);
        // Sessions and counts that have run out are swept away for all tenants at once.
        assertThat(others)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                DISCOVERED.stream().map(t -> t + " SELECT sw_owner"),
                                Stream.of(
                                        "session DELETE sw_owner",
                                        "throttled DELETE sw_owner",
                                        "quota_use DELETE sw_owner",
                                        "idempotency DELETE sw_owner"))
                        .toList());
    }

    @Test
    void nobodyBypassesOrLogsIn() {
        List<String> strong = strings("SELECT rolname FROM pg_roles WHERE rolname LIKE 'sw\\_%' AND rolname IN"
                + " ('sw_owner', 'sw_control', 'sw_read', 'sw_engine')"
                + " AND (rolbypassrls OR rolsuper OR rolcanlogin OR rolcreaterole)");
        assertThat(strong).isEmpty();
    }

    @Test
    void keysBeginWithTheTenant() {
        List<String> wrong = strings("""
                SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                 WHERE c.relnamespace = 'control'::regnamespace AND i.indisprimary AND a.attname <> 'tenant_id'
                   AND c.relname NOT IN ('operator_key', 'master_key_proof', 'flyway_schema_history', 'quota_sharer', 'pepper')
                """);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aWrongTenantAndNoTenantSeeAndChangeNothing() {
        for (String table : tenantTables()) {
            String row = superuser()
                    .fetchValue("SELECT to_json(t)::text FROM control." + table + " t WHERE tenant_id = "
                            + ours.tenant() + " LIMIT 1")
                    .toString();
            for (String role : List.of("sw_control", "sw_read", "sw_owner")) {
                for (String tenant : List.of("", other.tenant().toString())) {
                    boolean discovery = role.equals("sw_owner") && DISCOVERED.contains(table);
                    String where = " WHERE tenant_id = " + ours.tenant();
                    if (!discovery) {
                        assertThat(touched(role, tenant, "SELECT tenant_id FROM control." + table + where))
                                .as("%s sees %s", role, table)
                                .isZero();
                    }
                    assertThat(touched(role, tenant, "UPDATE control." + table + " SET tenant_id = tenant_id" + where))
                            .as("%s updates %s", role, table)
                            .isZero();
                    assertThat(touched(role, tenant, "DELETE FROM control." + table + where))
                            .as("%s deletes %s", role, table)
                            .isZero();
                    assertThatThrownBy(() -> as(
                                    role,
                                    tenant,
                                    sql -> sql.execute(
                                            "INSERT INTO control." + table
                                                    + " OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::control."
                                                    + table + ", ?::json)",
                                            row)))
                            .as("%s inserts into %s", role, table)
                            .hasMessageMatching("(?s).*(row-level security policy|permission denied).*");
                }
            }
        }
    }

    @Test
    void theRightTenantSeesItsRow() {
        for (String table : tenantTables()) {
            assertThat(touched("sw_control", ours.tenant().toString(), "SELECT tenant_id FROM control." + table))
                    .as(table)
                    .isPositive();
        }
    }

    @Test
    void readersSeeNoSecrets() {
        assertThat(touched("sw_read", ours.tenant().toString(), "SELECT secret FROM control.credential"))
                .isZero();
        assertThat(touched("sw_read", ours.tenant().toString(), "SELECT data_key FROM control.tenant"))
                .isZero();
        assertThat(touched("sw_read", ours.tenant().toString(), "SELECT parameters FROM control.connection"))
                .isZero();
        assertThat(touched("sw_read", ours.tenant().toString(), "SELECT secret FROM control.aws_service"))
                .isZero();
        assertThat(touched("sw_engine", ours.tenant().toString(), "SELECT name FROM control.state_machine"))
                .isZero();
    }

    /** Ten thousand transactions, of which some are rolled back, on two connections. */
    @Test
    void tenantsOfInterleavedTransactionsDoNotMix() throws Exception {
        List<Caller> tenants = Stream.generate(house::newTenant).limit(4).toList();
        try (HikariDataSource two = House.pool(house.source.getDataSource(), 2);
                var threads = Executors.newFixedThreadPool(16)) {
            ControlDatabase database = new ControlDatabase(two);
            List<Future<Boolean>> checks = IntStream.range(0, INTERLEAVED)
                    .mapToObj(i -> threads.submit(() -> seesItselfOnly(database, tenants.get(i % tenants.size()), i)))
                    .toList();
            for (Future<Boolean> check : checks) {
                assertThat(check.get()).isTrue();
            }
        }
    }

    private static boolean seesItselfOnly(ControlDatabase database, Caller caller, int i) {
        List<Long> seen = new ArrayList<>();
        try {
            return database.write(caller.tenant(), sql -> {
                seen.addAll(sql.fetch("SELECT tenant_id FROM control.tenant").getValues(0, Long.class));
                if (i % 5 == 0) {
                    throw new Fault("Unwanted", "rolled back");
                }
                return seen.equals(List.of(caller.tenant().value()));
            });
        } catch (Fault unwanted) {
            return seen.equals(List.of(caller.tenant().value()));
        }
    }

    /** Rows that a statement reached; none when it may not even try. */
    private static int touched(String role, String tenant, String statement) {
        try {
            return as(
                    role,
                    tenant,
                    sql -> statement.startsWith("SELECT") ? sql.fetch(statement).size() : sql.execute(statement));
        } catch (DataAccessException e) {
            assertThat(e).hasMessageContaining("permission denied");
            return 0;
        }
    }

    private static int as(String role, String tenant, ToIntFunction<DSLContext> work) {
        return superuser().transactionResult(c -> {
            DSLContext sql = c.dsl();
            sql.fetch("SELECT set_config('role', ?, true), set_config('stepwell.tenant', ?, true)", role, tenant);
            return work.applyAsInt(sql);
        });
    }

    private static List<String> tenantTables() {
        return strings("""
                SELECT table_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                 WHERE table_schema = 'control' AND column_name = 'tenant_id' AND table_type = 'BASE TABLE'
                """);
    }

    private static List<String> strings(String query) {
        return superuser().fetch(query).getValues(0, String.class);
    }

    private static DSLContext superuser() {
        return DSL.using(house.source, SQLDialect.POSTGRES);
    }
}
