package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.journal.memory.MemorySurvey;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.journal.postgres.PostgresSurvey;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Store.NodeRow;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.AfterTask;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.ports.Survey.OpenTask;
import dev.stepwell.execution.ports.Survey.Wanted;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two surveys over the same executions say the same, whatever is asked; and a list is as long as its count says. */
@Tag("postgres")
class SurveyTest {
    private static final int EXECUTIONS = 120;
    private static final int FILTERS = 500;
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final TenantId TENANT = new TenantId(4711);
    private static final TenantId OTHER = new TenantId(4712);
    private static final List<String> NAMES = List.of("Order", "order", "ÄRGER", "a_b", "50%", "x\\y");
    private static final List<String> ERRORS =
            List.of("States.Timeout", "Boom", "boom", "half \uD83D\uDE00", "nul \0 in it");
    private static final String ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:work";
    private static final TaskLine LINE = TaskLine.ofActivity(ACTIVITY);

    private static final Incarnation NODE = new Incarnation(UUID.randomUUID());
    private static final HikariDataSource POOL = pool();
    private static final PostgresStore DURABLE = new PostgresStore(POOL, "test");
    private static final MemoryStore MEMORY = new MemoryStore(() -> BEGIN);
    private static final Survey SURVEY = new PostgresSurvey(POOL);
    private static final Survey ORACLE = new MemorySurvey(MEMORY);

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestPostgres.migrated());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(3);
        HikariDataSource pool = new HikariDataSource(config);
        new Partitions(pool).ensure();
        return pool;
    }

    @BeforeAll
    static void fill() {
        for (Store store : List.of(DURABLE, MEMORY)) {
            store.join(new NodeRow("node", NODE, "10.0.0.1:1"), Duration.ofDays(300));
        }
        Random random = new Random(5);
        for (int i = 0; i < EXECUTIONS; i++) {
            TestRun run = TestRun.of(
                    i % 10 == 0 ? OTHER : TENANT,
                    "machine-" + random.nextInt(3),
                    pick(NAMES, random) + "-" + i,
                    NODE,
                    BEGIN.plusSeconds(random.nextInt(60)));
            if (random.nextBoolean()) {
                run.versionArn = Optional.of(version(run.machine, 1 + random.nextInt(2)));
            }
            if (random.nextInt(3) == 0) {
                run.aliasArn = Optional.of(alias(run.machine));
            }
            begin(run, random);
        }
    }

    private static void begin(TestRun run, Random random) {
        boolean atOnce = random.nextInt(4) == 0;
        commit(run, atOnce ? run.birth(end(random)) : run.birth(openTask(random)));
        if (!atOnce && random.nextInt(3) > 0) {
            run.now = run.now.plusSeconds(random.nextInt(60));
            commit(run, run.turn(end(random)));
            if (random.nextInt(4) == 0) {
                run.now = run.now.plusSeconds(1);
                commit(run, run.turn(new Effect.Reopen(1, run.now)));
            }
        }
    }

    private static Effect openTask(Random random) {
        return new Effect.OpenTask(
                new TaskRef(3, 0), random.nextBoolean() ? Optional.of(ACTIVITY) : Optional.empty(), random.nextInt(3));
    }

    private static Effect.Close end(Random random) {
        RunStatus status =
                pick(List.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.TIMED_OUT, RunStatus.ABORTED), random);
        Optional<String> error = status == RunStatus.SUCCEEDED || random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(pick(ERRORS, random));
        return new Effect.Close(status, Optional.empty(), error, Optional.empty());
    }

    private static void commit(TestRun run, TurnCommit turn) {
        for (Store store : List.of(DURABLE, MEMORY)) {
            assertThat(store.commit(List.of(turn))).containsExactly(new Verdict.Committed());
        }
        run.follow(turn);
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void aListIsAsLongAsItsCountAndHoldsWhatMatches() {
        Random random = new Random(6);
        int found = 0;
        for (int i = 0; i < FILTERS; i++) {
            Wanted wanted = wanted(random);
            List<Found> list = pages(wanted, 1 + random.nextInt(40));
            assertThat(list).as("%s", wanted).isEqualTo(ORACLE.search(TENANT, wanted, Optional.empty(), 1_000));
            Map<RunStatus, Long> counts = SURVEY.count(TENANT, wanted);
            assertThat(counts).as("%s", wanted).isEqualTo(ORACLE.count(TENANT, wanted));
            assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(list.size());
            assertThat(list).allMatch(wanted::matches);
            found += list.isEmpty() ? 0 : 1;
        }
        assertThat(found).as("filters that find anything").isGreaterThan(FILTERS / 5);
    }

    private static List<Found> pages(Wanted wanted, int page) {
        List<Found> all = new ArrayList<>();
        Optional<After> after = Optional.empty();
        while (true) {
            List<Found> next = SURVEY.search(TENANT, wanted, after, page);
            all.addAll(next);
            if (next.size() < page) {
                return all;
            }
            after = Optional.of(
                    new After(next.getLast().startDate(), next.getLast().key()));
        }
    }

    private static Wanted wanted(Random random) {
        return new Wanted(
                random.nextInt(20) == 0 ? "eu-west-1" : TestRun.REGION,
                maybe(random, () -> "machine-" + random.nextInt(4)),
                random.nextBoolean()
                        ? Set.of()
                        : EnumSet.of(
                                pick(List.of(RunStatus.values()), random), pick(List.of(RunStatus.values()), random)),
                maybe(random, () -> part(pick(NAMES, random), random)),
                random.nextInt(4) == 0 ? Optional.of(pick(ERRORS, random)) : Optional.empty(),
                maybe(random, () -> BEGIN.plusSeconds(random.nextInt(40))),
                maybe(random, () -> BEGIN.plusSeconds(20 + random.nextInt(50))),
                random.nextInt(4) == 0 ? Optional.of(BEGIN.plusSeconds(random.nextInt(60))) : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of(BEGIN.plusSeconds(40 + random.nextInt(60))) : Optional.empty(),
                random.nextInt(6) == 0 ? Optional.of(version("machine-1", 1)) : Optional.empty(),
                random.nextInt(6) == 0 ? Optional.of(alias("machine-2")) : Optional.empty());
    }

    private static <T> Optional<T> maybe(Random random, Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private static String part(String name, Random random) {
        int from = random.nextInt(name.length());
        String part = name.substring(from, from + 1 + random.nextInt(name.length() - from));
        return random.nextBoolean() ? part.toUpperCase(Locale.ROOT) : part;
    }

    @Test
    void whatHasChangedSince() {
        for (int seconds = 0; seconds < 130; seconds += 10) {
            Instant since = BEGIN.plusSeconds(seconds);
            assertThat(SURVEY.changedSince(TENANT, TestRun.REGION, since, 50))
                    .isEqualTo(ORACLE.changedSince(TENANT, TestRun.REGION, since, 50));
            assertThat(SURVEY.endedSince(TENANT, TestRun.REGION, since))
                    .containsExactlyInAnyOrderElementsOf(ORACLE.endedSince(TENANT, TestRun.REGION, since));
        }
        assertThat(SURVEY.running(TENANT, TestRun.REGION))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(ORACLE.running(TENANT, TestRun.REGION));
    }

    @Test
    void theseExecutionsOfThisTenantOnly() {
        List<Found> all = ORACLE.search(TENANT, everything(), Optional.empty(), 1_000);
        List<Found> others = ORACLE.search(OTHER, everything(), Optional.empty(), 1_000);
        assertThat(others).isNotEmpty();
        List<Found> asked = new ArrayList<>(all.subList(0, 10));
        asked.addAll(others);
        assertThat(SURVEY.these(TENANT, asked.stream().map(f -> f.key().id()).toList()))
                .containsExactlyInAnyOrderElementsOf(all.subList(0, 10));
        assertThat(SURVEY.these(TENANT, List.of())).isEmpty();
    }

    @Test
    void recordsComeCommitByCommit() {
        TestRun run = TestRun.of(TENANT, "machine-records", "r", NODE, BEGIN);
        List<JournalRecord> all = new ArrayList<>();
        TurnCommit turn = run.birth();
        for (int i = 0; i < 5; i++) {
            commit(run, turn);
            all.addAll(turn.records());
            turn = run.turn(i == 2 ? Payload.of("\"" + "x".repeat(5_000) + "\"") : Payload.of("{}"));
        }
        for (Survey survey : List.of(SURVEY, ORACLE)) {
            assertThat(survey.records(run.key, 0, 100)).isEqualTo(all);
            assertThat(survey.records(run.key, 0, 2)).isEqualTo(all.subList(0, 4));
            assertThat(survey.records(run.key, 4, 2)).isEqualTo(all.subList(4, 8));
            assertThat(survey.records(run.key, 10, 2)).isEmpty();
            assertThat(survey.records(new ExecutionKey(OTHER, run.key.id()), 0, 100))
                    .isEmpty();
        }
    }

    private static Wanted everything() {
        return new Wanted(
                TestRun.REGION,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The stores date tasks by clocks of their own, so only which tasks there are is compared. */
    @Test
    void openTasksOfAnActivity() {
        List<OpenTask> all = SURVEY.openTasks(TENANT, LINE, Optional.empty(), 1_000);
        assertThat(all).isNotEmpty();
        assertThat(keys(all))
                .containsExactlyInAnyOrderElementsOf(keys(ORACLE.openTasks(TENANT, LINE, Optional.empty(), 1_000)));
        List<OpenTask> paged = new ArrayList<>();
        Optional<AfterTask> after = Optional.empty();
        for (List<OpenTask> page = SURVEY.openTasks(TENANT, LINE, after, 3);
                !page.isEmpty();
                page = SURVEY.openTasks(TENANT, LINE, after, 3)) {
            paged.addAll(page);
            OpenTask last = page.getLast();
            after = Optional.of(
                    new AfterTask(last.scheduled(), last.key().id(), last.task().scheduledEventId()));
        }
        assertThat(paged).isEqualTo(all);
        assertThat(SURVEY.taskCounts(TENANT, LINE)).isEqualTo(ORACLE.taskCounts(TENANT, LINE));
        assertThat(SURVEY.tasksOf(all.getFirst().key())).containsExactly(all.getFirst());
        assertThat(SURVEY.openTasks(OTHER, new TaskLine(LINE + "-none"), Optional.empty(), 10))
                .isEmpty();
    }

    private static List<Object> keys(Collection<OpenTask> tasks) {
        return tasks.stream()
                .<Object>map(task -> List.of(task.key(), task.task()))
                .toList();
    }

    private static String version(String machine, int number) {
        return "arn:aws:states:us-east-1:123456789012:stateMachine:" + machine + ":" + number;
    }

    private static String alias(String machine) {
        return "arn:aws:states:us-east-1:123456789012:stateMachine:" + machine + ":live";
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
