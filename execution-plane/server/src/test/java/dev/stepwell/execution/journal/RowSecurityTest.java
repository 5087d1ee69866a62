package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.bulk.BulkBook;
import dev.stepwell.execution.bulk.BulkBook.Counts;
import dev.stepwell.execution.bulk.BulkBook.Operation;
import dev.stepwell.execution.bulk.Deed;
import dev.stepwell.execution.journal.codec.EveryRecord;
import dev.stepwell.execution.journal.index.PostgresBulkBook;
import dev.stepwell.execution.journal.index.PostgresPauseBook;
import dev.stepwell.execution.journal.index.PostgresSearchIndex;
import dev.stepwell.execution.journal.index.PostgresSearchSettings;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresLogbook;
import dev.stepwell.execution.journal.postgres.PostgresObjects;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.journal.postgres.PostgresTimetable;
import dev.stepwell.execution.journal.postgres.PostgresWebhooks;
import dev.stepwell.execution.journal.postgres.TenantRows;
import dev.stepwell.execution.pauses.PauseBook;
import dev.stepwell.execution.ports.LogSetting;
import dev.stepwell.execution.ports.Logbook;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Timetable;
import dev.stepwell.execution.ports.Trail;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.execution.search.SearchIndex.Entry;
import dev.stepwell.execution.search.SearchSettings.Setting;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Law 8's second net: whatever a statement forgets, another tenant's rows stay out of reach. */
@Tag("postgres")
class RowSecurityTest extends StoreFixture {
    private static final PGSimpleDataSource DATABASE = TestPostgres.migrated();

    /** Where the owner may look so that the discovery functions can. */
    private static final Set<String> DISCOVERED = Set.of(
            "execution",
            "wakeup",
            "task",
            "inbox",
            "log_backlog",
            "log_line",
            "announcement",
            "schedule",
            "schedule_fire",
            "webhook",
            "webhook_message",
            "search_setting",
            "search_backlog",
            "search_text",
            "bulk_operation",
            "machine_pause");

    private final TenantId other = newTenant();

    @Override
    Store newStore() {
        return new PostgresStore(DATABASE, "test", tenant -> true, (tenant, facts) -> true);
    }

    @Override
    void tick() {
        throw new UnsupportedOperationException("nothing here depends on time");
    }

    @BeforeEach
    void fillEveryTable() {
        new Partitions(DATABASE).ensure();
        TestRun run = newRun();
        run.swf = Optional.of(new SwfFacts(
                "shop",
                new WorkflowExecution(run.name, run.key.id().toString()),
                new SwfSettings(
                        new SwfType("order", "1"),
                        "list",
                        Optional.empty(),
                        Timeout.of(60),
                        Timeout.of(60),
                        ChildPolicy.TERMINATE,
                        Optional.empty(),
                        List.of()),
                true,
                Optional.empty(),
                Optional.empty()));
        start(run, Effect.OpenTask.ofActivity(new TaskRef(2, 0), "arn:a"), new Effect.WakeAt(now()));
        must(run, run.turn(new Effect.TellParent(new ParentTask(run.key.id(), new TaskRef(2, 0)))));
        must(run, run.turn().followed(new Trail(run.facts(), new LogSetting(LogSetting.Level.ALL, true))));
        TestRun told = newRun();
        must(told, told.birth().followed(Trail.unlogged(told.facts())));
        new PostgresLogbook(DATABASE)
                .write(run.key, run.facts(), List.of(new Logbook.Line(run.key.id(), 1, run.now, "{}")));
        schedule(run.now);
        hook(run);
        new PostgresObjects(DATABASE).of(tenant).put("bucket", "key", new byte[] {1});
        search(told);
        bulk(run);
        new PostgresPauseBook(DATABASE)
                .pause(tenant, new PauseBook.Machine("us-east-1", "m"), new PauseBook.Pause("key", Optional.empty()));
        must(run, run.of(run.turn(EveryRecord.LARGE).records(), Map.of(), Optional.of(() -> new byte[] {1})));
    }

    private void hook(TestRun run) {
        WebhookBook book = new PostgresWebhooks(DATABASE);
        UUID id = UUID.randomUUID();
        book.add(
                tenant,
                new WebhookBook.Hook(id, "us-east-1", "http://h/", new byte[1], Optional.empty(), Set.of(), run.now),
                1);
        book.note(
                tenant,
                List.of(new WebhookBook.Message(
                        tenant, new WebhookBook.Address(id, run.key.id(), 1), new byte[] {'{', '}'})));
    }

    private void search(TestRun run) {
        new PostgresSearchSettings(DATABASE)
                .put(tenant, new Setting(run.facts().stateMachineArn(), List.of(), true), 1);
        new PostgresSearchIndex(DATABASE, (tenant, facts) -> true)
                .indexSome(
                        (row, setting) ->
                                new Entry(Map.of("a", ByteString.copyFromUtf8("b")), Optional.of(Set.of("c"))),
                        100);
        TestRun noted = newRun();
        must(noted, noted.birth().followed(Trail.unlogged(noted.facts())));
    }

    private void bulk(TestRun run) {
        new PostgresBulkBook(DATABASE)
                .add(
                        tenant,
                        new Operation(
                                UUID.randomUUID(),
                                "us-east-1",
                                "123456789012",
                                "key",
                                new Deed.Resume(),
                                1,
                                BulkBook.Status.RUNNING,
                                new Counts(1, 0, 0, 0),
                                run.now,
                                Optional.empty()),
                        List.of(new BulkBook.Member(run.key.id(), "arn")),
                        1);
    }

    private void schedule(Instant now) {
        Timetable timetable = new PostgresTimetable(DATABASE);
        UUID id = UUID.randomUUID();
        timetable.add(
                tenant,
                new Timetable.Entry(
                        id,
                        "123456789012",
                        "us-east-1",
                        "s",
                        CreateScheduleRequest.getDefaultInstance(),
                        Timetable.Overlap.SKIP,
                        now,
                        now,
                        Optional.empty()),
                1);
        timetable.addFires(tenant, id, List.of(Timetable.Fire.of(now, now, now, new ExecutionId(id))));
    }

    @Test
    void everyTableWithATenantForcesIt() {
        assertThat(strings("""
                SELECT c.relname FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                 WHERE c.relnamespace = 'execution'::regnamespace AND c.relkind IN ('r', 'p')
                   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                """)).isEmpty();
        assertThat(strings("""
                SELECT c.relname FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                 WHERE c.relnamespace = 'execution'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                   AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid
                           AND p.polname IN ('group_of_tenants', 'one_tenant')
                           AND pg_get_expr(p.polqual, p.polrelid) LIKE '(tenant_id = %stepwell.tenant%') <> 2
                """)).isEmpty();
        assertThat(tables()).hasSize(25);
    }

    @Test
    void theOnlyOtherPoliciesAreTheOwnersLooks() {
        assertThat(strings("""
                SELECT tablename || ' ' || cmd || ' ' || array_to_string(roles, ',') FROM pg_policies
                 WHERE schemaname = 'execution' AND policyname NOT IN ('group_of_tenants', 'one_tenant')
                """))
                .containsExactlyInAnyOrder(
                        "execution SELECT sw_owner",
                        "wakeup SELECT sw_owner",
                        "task SELECT sw_owner",
                        "inbox SELECT sw_owner",
                        "log_backlog SELECT sw_owner",
                        "log_line SELECT sw_owner",
                        "announcement SELECT sw_owner",
                        "schedule SELECT sw_owner",
                        "schedule_fire SELECT sw_owner",
                        "webhook SELECT sw_owner",
                        "webhook_message SELECT sw_owner",
                        "search_setting SELECT sw_owner",
                        "search_backlog SELECT sw_owner",
                        "search_text SELECT sw_owner",
                        "bulk_operation SELECT sw_owner",
                        "machine_pause SELECT sw_owner",
                        "segment_default SELECT sw_owner",
                        "payload_default SELECT sw_owner");
    }

    @Test
    void keysBeginWithTheTenant() {
        assertThat(strings("""
                SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                 WHERE c.relnamespace = 'execution'::regnamespace AND i.indisprimary AND a.attname <> 'tenant_id'
                   AND c.relname NOT IN ('node', 'flyway_schema_history')
                """)).isEmpty();
    }

    @Test
    void nobodyBypassesOrLogsIn() {
        assertThat(strings("SELECT rolname FROM pg_roles WHERE rolname IN ('sw_owner', 'sw_engine', 'sw_read')"
                        + " AND (rolbypassrls OR rolsuper OR rolcanlogin OR rolcreaterole)"))
                .isEmpty();
        assertThat(strings("SELECT rolname FROM pg_roles WHERE rolname IN ('sw_owner', 'sw_engine', 'sw_read')"))
                .hasSize(3);
    }

    @Test
    void aWrongTenantAndNoTenantSeeAndChangeNothing() {
        for (String table : tables()) {
            String row = Objects.requireNonNull(superuser()
                            .fetchValue("SELECT to_json(t)::text FROM execution." + table + " t WHERE tenant_id = "
                                    + tenant + " LIMIT 1"))
                    .toString();
            String mine = " WHERE tenant_id = " + tenant;
            for (String role : List.of("sw_engine", "sw_read", "sw_owner")) {
                for (String tenants : List.of("", "{}", "{" + other + "}")) {
                    if (!role.equals("sw_owner") || !DISCOVERED.contains(table)) {
                        assertThat(touched(role, tenants, "SELECT tenant_id FROM execution." + table + mine))
                                .as("%s sees %s", role, table)
                                .isZero();
                    }
                    assertThat(touched(
                                    role, tenants, "UPDATE execution." + table + " SET tenant_id = tenant_id" + mine))
                            .as("%s updates %s", role, table)
                            .isZero();
                    assertThat(touched(role, tenants, "DELETE FROM execution." + table + mine))
                            .as("%s deletes %s", role, table)
                            .isZero();
                    assertThatThrownBy(() -> as(
                                    role,
                                    tenants,
                                    sql -> sql.execute(
                                            "INSERT INTO execution." + table
                                                    + " SELECT * FROM json_populate_record(NULL::execution." + table
                                                    + ", ?::json)",
                                            row)))
                            .as("%s inserts into %s", role, table)
                            .hasMessageMatching("(?s).*(row-level security policy|permission denied).*");
                }
            }
        }
    }

    @Test
    void theRightTenantsSeeTheirRows() {
        for (String table : tables()) {
            String all = "SELECT tenant_id FROM execution." + table;
            assertThat(touched("sw_engine", "{" + other + "," + tenant + "}", all))
                    .as(table)
                    .isPositive();
            assertThat(touched("sw_read", "{" + tenant + "}", all)).as(table).isPositive();
        }
    }

    @Test
    void partitionsAreReachedThroughTheirTableOnly() {
        List<String> partitions = strings("SELECT inhrelid::regclass::text FROM pg_inherits i JOIN pg_class c"
                + " ON c.oid = i.inhparent WHERE c.relkind = 'p' AND c.relnamespace = 'execution'::regnamespace");
        assertThat(partitions).hasSizeGreaterThan(2);
        for (String partition : partitions) {
            for (String role : List.of("sw_engine", "sw_read")) {
                assertThatThrownBy(() -> as(
                                role,
                                "{" + tenant + "}",
                                sql -> sql.fetch("SELECT * FROM " + partition).size()))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void recordsAndPayloadsAreNeverChanged() {
        for (String table : List.of("segment", "payload", "execution_name")) {
            assertThatThrownBy(() -> as(
                            "sw_engine",
                            "{" + tenant + "}",
                            sql -> sql.execute("UPDATE execution." + table + " SET tenant_id = tenant_id")))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aTenantThatIsDeletedLosesEveryRowAndNobodyElseAny() {
        Map<String, Long> others = rows("<>");
        assertThat(rows("=").values()).allSatisfy(count -> assertThat(count).isPositive());
        TenantRows rows = new TenantRows(DATABASE);
        long deleted = 0;
        for (long some = rows.deleteSome(tenant); some > 0; some = rows.deleteSome(tenant)) {
            deleted += some;
        }
        assertThat(deleted).isGreaterThanOrEqualTo(tables().size());
        assertThat(rows("=").values()).containsOnly(0L);
        assertThat(rows("<>")).isEqualTo(others);
    }

    @Test
    void whatRanOfADeletedTenantCommitsNothingMore() {
        TestRun run = started();
        TenantRows rows = new TenantRows(DATABASE);
        assertThat(rows.deleteSome(tenant)).as("the executions go first").isPositive();
        assertThat(store.commit(List.of(run.turn()))).containsExactly(new Verdict.Stale());
        assertThat(rows("=").get("execution")).isZero();
    }

    /** How many rows there are of this tenant, or of all others. */
    private Map<String, Long> rows(String comparison) {
        return tables().stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> Long.valueOf(String.valueOf(superuser()
                                .fetchValue("SELECT count(*) FROM execution." + table + " WHERE tenant_id " + comparison
                                        + " " + tenant)))));
    }

    @Test
    void onlyTheEngineFindsWorkAndOnlyIdsOfIt() {
        for (String door : List.of(
                "execution.orphans(1)",
                "execution.wake_ups('{1}', now(), 1)",
                "execution.open_offers(now(), 1)",
                "execution.receivers(now(), 1)",
                "execution.to_be_logged(1)",
                "execution.to_be_announced(1)",
                "execution.schedules_due(1, 1)",
                "execution.tenants_with_webhooks()",
                "execution.tenants_with_messages(1)",
                "execution.tenants_to_be_told()",
                "execution.tenants_with_search()",
                "execution.to_be_indexed(1)",
                "execution.executions_with_words(1, '', '', 'a', now(), gen_random_uuid(), 1)",
                "execution.tenants_with_machine_pauses()",
                "execution.open_executions()",
                "execution.pending_tasks()",
                "execution.bulk_due(1)",
                "execution.bulk_ended(now(), 1)",
                "execution.tenants_with_lines(now(), 1)")) {
            assertThatThrownBy(() -> as(
                            "sw_read",
                            "",
                            sql -> sql.fetch("SELECT * FROM " + door).size()))
                    .hasMessageContaining("permission denied");
        }
        assertThat(strings("""
                SELECT DISTINCT unnest(proargnames[pronargs + 1:]) FROM pg_proc
                 WHERE pronamespace = 'execution'::regnamespace AND prosecdef AND proretset
                """))
                .containsExactlyInAnyOrder(
                        "tenant_id",
                        "execution_id",
                        "first_seq",
                        "schedule_id",
                        "due_at",
                        "many",
                        "start_date",
                        "operation_id",
                        "event_id",
                        "generation",
                        "line",
                        "priority");
    }

    /** Rows that a statement reached; none when it may not even try. */
    private static int touched(String role, String tenants, String statement) {
        try {
            return as(
                    role,
                    tenants,
                    sql -> statement.startsWith("SELECT") ? sql.fetch(statement).size() : sql.execute(statement));
        } catch (DataAccessException e) {
            assertThat(e).hasMessageContaining("permission denied");
            return 0;
        }
    }

    private static int as(String role, String tenants, ToIntFunction<DSLContext> work) {
        String one = tenants.contains(",") ? "" : tenants.replace("{", "").replace("}", "");
        return superuser().transactionResult(c -> {
            DSLContext sql = c.dsl();
            sql.fetch(
                    "SELECT set_config('role', ?, true), set_config('stepwell.tenants', ?, true),"
                            + " set_config('stepwell.tenant', ?, true)",
                    role,
                    tenants,
                    one);
            return work.applyAsInt(sql);
        });
    }

    private static List<String> tables() {
        return strings("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                 WHERE c.relnamespace = 'execution'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                """);
    }

    private static List<String> strings(String query) {
        return superuser().fetch(query).getValues(0, String.class);
    }

    private static DSLContext superuser() {
        return DSL.using(DATABASE, SQLDialect.POSTGRES);
    }
}
