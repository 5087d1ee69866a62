package dev.stepwell.execution.search;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.platform.v1.CountExecutionsRequest;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Measures searches: {@code SearchBenchmark [EXECUTIONS]}, a million unless it says otherwise. An execution is copied with an order number of its own,
 * one of 1,000 customers, one of five regions, a total and 30 words; each filter is asked 30 times, after three that do not count. Prints
 * milliseconds, how many the first page has, and what the index takes.
 */
public final class SearchBenchmark {
    private static final int TIMES = 30;
    private static final int AT_ONCE = 50_000;
    private static final String SUCCEEDS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";

    /** Of a hundred, one has failed. Ids tell when they began, as they must. */
    private static final String COPY = """
            INSERT INTO execution.execution (tenant_id, execution_id, epoch, seq, owner, start_date, stop_date, status, region, machine,
                account, facts, ending, name, error)
            SELECT o.tenant_id, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(r, 14, 3) || '8'
                    || substr(r, 18, 15))::uuid, o.epoch, o.seq, o.owner, at, at + interval '1 second',
                CASE WHEN n %% 100 = 0 THEN 'FAILED' ELSE 'SUCCEEDED' END, o.region, o.machine, o.account, o.facts, o.ending, 'n' || n,
                CASE WHEN n %% 100 = 0 THEN 'Boom'::bytea END
            FROM generate_series(%d, %d) n,
                LATERAL (SELECT date_trunc('milliseconds', now() - random() * interval '6 days') AS at, md5(n::text) AS r) made,
                (SELECT * FROM execution.execution WHERE name = 'original') o""";

    private final DSLContext sql;
    private final LiveNode node;

    private SearchBenchmark(DSLContext sql, LiveNode node) {
        this.sql = sql;
        this.node = node;
    }

    public static void main(String[] args) {
        int many = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        PGSimpleDataSource database = TestPostgres.migrated();
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        TinyRegistry registry = new TinyRegistry();
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new Partitions(pool).ensure();
            try (LiveNode node = new LiveNode(
                    "a", database, new MemoryQueue(), new MemoryNews(), registry, URI.create("http://127.0.0.1:1"))) {
                SearchBenchmark benchmark = new SearchBenchmark(DSL.using(database, SQLDialect.POSTGRES), node);
                benchmark.fill(registry.machine("m", SUCCEEDS), many);
                benchmark.measure(many);
            }
        }
    }

    private void fill(String machine, int many) {
        node.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .setName("original")
                        .build());
        while (sql.fetchCount(DSL.table("execution.execution"), DSL.condition("status = 'SUCCEEDED'")) == 0) {
            Thread.onSpinWait();
        }
        Instant began = Instant.now();
        for (int from = 1; from <= many; from += AT_ONCE) {
            sql.execute(COPY.formatted(from, Math.min(many, from + AT_ONCE - 1)));
        }
        sql.execute("INSERT INTO execution.search_attribute (tenant_id, execution_id, name, region, value, start_date)"
                + " SELECT e.tenant_id, e.execution_id, v.name, e.region, v.value, e.start_date FROM execution.execution e,"
                + " LATERAL (VALUES ('orderId', '\\x03'::bytea || ('o-' || e.name)::bytea),"
                + " ('customer', '\\x03'::bytea || ('customer-' || substr(e.name, 2)::int % 1000)::bytea),"
                + " ('region', '\\x03'::bytea || ('region-' || substr(e.name, 2)::int % 5)::bytea)) v (name, value)"
                + " WHERE e.name <> 'original'");
        // Totals of up to 99,999 as the index has them: a number above zero, where its point stands, its digits.
        sql.execute("INSERT INTO execution.search_attribute (tenant_id, execution_id, name, region, value, start_date)"
                + " SELECT e.tenant_id, e.execution_id, 'total', e.region, '\\x0202'::bytea || int4send((length(t)"
                + " - 2147483648)::int) || rtrim(t, '0')::bytea || '\\x00'::bytea, e.start_date FROM execution.execution e,"
                + " LATERAL (SELECT (1 + hashtext(e.name) & 65535)::text AS t) x WHERE e.name <> 'original'");
        sql.execute("INSERT INTO execution.search_text (tenant_id, execution_id, region, machine, start_date, words)"
                + " SELECT e.tenant_id, e.execution_id, e.region, e.machine, e.start_date, ARRAY["
                + "e.tenant_id || ':everywhere', e.tenant_id || ':' || e.name] || ARRAY(SELECT DISTINCT e.tenant_id || ':w'"
                + " || (hashtext(e.name || i) & 65535) / (1 + (i * i * i)) FROM generate_series(1, 28) i)"
                + " FROM execution.execution e WHERE e.name <> 'original'");
        sql.execute("VACUUM (ANALYZE) execution.execution, execution.search_attribute, execution.search_text");
        System.out.printf(
                "%d executions in %d s%n",
                many, Duration.between(began, Instant.now()).toSeconds());
    }

    private void measure(int many) {
        System.out.printf("%-34s %8s %8s %8s %6s%n", "filter", "p50 ms", "p95 ms", "most ms", "found");
        filters(many).forEach(this::measure);
        sql.fetch(
                        "SELECT relname, pg_total_relation_size(oid) / 1048576 AS mb FROM pg_class WHERE relnamespace ="
                                + " 'execution'::regnamespace AND relkind = 'r' AND relname IN ('execution', 'search_attribute', 'search_text')")
                .forEach(row -> System.out.println(row.get(0) + ": " + row.get(1) + " MB"));
    }

    private static Map<String, ExecutionFilter> filters(int many) {
        Map<String, ExecutionFilter> filters = new TreeMap<>();
        for (String attribute : List.of(
                "orderId=o-n" + many / 2,
                "orderId=missing",
                "orderId^=o-n" + many / 200,
                "orderId^=o-",
                "customer=customer-7",
                "region=region-3",
                "region in [\"region-1\",\"region-2\"]",
                "total<10",
                "total>=65000",
                "total>5")) {
            filters.put(
                    attribute,
                    ExecutionFilter.newBuilder().addAttribute(attribute).build());
        }
        filters.put(
                "region=region-0, FAILED",
                ExecutionFilter.newBuilder()
                        .addAttribute("region=region-0")
                        .addStatus("FAILED")
                        .build());
        filters.put(
                "region=region-3, total<50",
                ExecutionFilter.newBuilder()
                        .addAttribute("region=region-3")
                        .addAttribute("total<50")
                        .build());
        filters.put(
                "region=region-3, FAILED (none)",
                ExecutionFilter.newBuilder()
                        .addAttribute("region=region-3")
                        .addStatus("FAILED")
                        .build());
        for (String text :
                List.of("n" + many / 2, "everywhere", "missing", "w77", "w1 w2", "w12*", "everywhere w4321")) {
            filters.put(
                    "text " + text, ExecutionFilter.newBuilder().setText(text).build());
        }
        filters.put(
                "text everywhere, FAILED",
                ExecutionFilter.newBuilder()
                        .setText("everywhere")
                        .addStatus("FAILED")
                        .build());
        filters.put(
                "status FAILED",
                ExecutionFilter.newBuilder().addStatus("FAILED").build());
        filters.put("error Boom", ExecutionFilter.newBuilder().setError("Boom").build());
        filters.put("error none", ExecutionFilter.newBuilder().setError("none").build());
        filters.put(
                "name part",
                ExecutionFilter.newBuilder().setName("n" + many / 2).build());
        filters.put("everything", ExecutionFilter.getDefaultInstance());
        return filters;
    }

    private void measure(String name, ExecutionFilter filter) {
        SearchExecutionsRequest request =
                SearchExecutionsRequest.newBuilder().setFilter(filter).build();
        double[] millis = new double[TIMES];
        int found = 0;
        for (int i = -3; i < TIMES; i++) {
            long from = System.nanoTime();
            SearchExecutionsResponse answer = node.ask("SearchExecutions", request);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - from) / 1e6;
            }
            found = answer.getExecutionsCount();
        }
        Arrays.sort(millis);
        long from = System.nanoTime();
        var unused = node.ask(
                "CountExecutions",
                CountExecutionsRequest.newBuilder().setFilter(filter).build());
        System.out.printf(
                "%-34s %8.1f %8.1f %8.1f %6d   counted in %.0f ms%n",
                name,
                millis[TIMES / 2],
                millis[TIMES * 95 / 100],
                millis[TIMES - 1],
                found,
                (System.nanoTime() - from) / 1e6);
    }
}
