package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.codec.EveryRecord;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.LoadedRun.Snapshot;
import dev.stepwell.execution.ports.Redrives;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.Store.Pulse;
import dev.stepwell.execution.ports.Store.TaskAt;
import dev.stepwell.execution.ports.Store.WakeUp;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rows beside the records, and everything that is read. */
abstract class StoreRowsConformance extends StoreLettersConformance {
    private static final String ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:a";
    private static final TaskRef TASK = new TaskRef(2, 0);
    private static final int MANY = 100_000;

    // Tasks

    @Test
    void anOfferKeepsItsPriority() {
        TestRun run = started(new Effect.OpenTask(TASK, Optional.of(ACTIVITY), -7));
        assertThat(offers(run, Instant.now().plusSeconds(3600)))
                .containsExactly(new Offer(run.key, TASK, TaskLine.ofActivity(ACTIVITY), -7));
    }

    @Test
    void anOfferStandsUntilItIsHandedOut() {
        TestRun run = started(open(TASK));
        Instant later = Instant.now().plusSeconds(3600);
        assertThat(offers(run, later)).containsExactly(new Offer(run.key, TASK, TaskLine.ofActivity(ACTIVITY), 0));
        assertThat(offers(run, now().minusSeconds(60))).isEmpty();
        assertThat(store.beat(run.key, TASK)).as("nobody has it").isFalse();
        List<TaskAt> both = List.of(new TaskAt(run.key, TASK), new TaskAt(run.key, new TaskRef(9, 0)));
        assertThat(store.open(tenant, both)).isEmpty();

        must(run, run.turn(new Effect.TaskHandedOut(TASK)));
        assertThat(offers(run, later)).isEmpty();
        assertThat(store.beat(run.key, TASK)).isTrue();
        assertThat(store.open(tenant, both)).containsExactly(both.get(0));
        assertThat(store.open(tenant, List.of())).isEmpty();

        must(run, run.turn(new Effect.CloseTask(TASK)));
        assertThat(store.beat(run.key, TASK)).isFalse();
        assertThat(store.beats(run.key)).isEmpty();
        assertThat(store.open(tenant, both)).isEmpty();
    }

    @Test
    void theOldestOffersComeFirst() {
        TestRun first = started(open(TASK));
        tick();
        TestRun second = started(open(new TaskRef(2, 3)));
        tick();
        TestRun third = started(open(TASK));
        Instant later = Instant.now().plusSeconds(3600);

        List<ExecutionKey> order = store.openOffers(later, MANY).stream()
                .map(Offer::key)
                .filter(key -> key.tenant().equals(tenant))
                .toList();
        assertThat(order).containsExactly(first.key, second.key, third.key);
        assertThat(store.openOffers(later, 2)).hasSize(2);
    }

    @Test
    void whatOneTurnOpensItMayAlsoHandOutAndClose() {
        TaskRef brief = new TaskRef(7, 0);
        TaskRef handed = new TaskRef(8, 0);
        TestRun run = started();
        must(
                run,
                run.turn(
                        open(brief),
                        open(handed),
                        new Effect.TaskHandedOut(handed),
                        new Effect.OfferActivity(handed, ACTIVITY, 0),
                        new Effect.TaskHandedOut(brief),
                        new Effect.CloseTask(brief)));
        assertThat(store.beat(run.key, brief)).isFalse();
        assertThat(store.beat(run.key, handed)).isTrue();
        assertThat(offers(run, Instant.now().plusSeconds(3600))).isEmpty();
    }

    private static Map<TaskRef, Instant> times(Map<TaskRef, Beat> beats) {
        return beats.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, beat -> beat.getValue().at()));
    }

    @Test
    void aHeartbeatSaysWhatItSaidLast() {
        TestRun run = started(open(TASK));
        must(run, run.turn(new Effect.TaskHandedOut(TASK)));
        assertThat(store.beat(run.key, TASK, Optional.empty())).isEqualTo(Pulse.TAKEN);
        assertThat(details(run)).isEmpty();
        store.beat(run.key, TASK, Optional.of("half\0way, \uD83D\uDE80"));
        store.beat(run.key, TASK, Optional.empty());
        assertThat(details(run)).contains("half\0way, \uD83D\uDE80");
        store.beat(run.key, TASK, Optional.of(""));
        assertThat(details(run)).contains("");
    }

    private Optional<String> details(TestRun run) {
        return Objects.requireNonNull(store.beats(run.key).get(TASK)).details();
    }

    @Test
    void openingATaskAgainChangesNothing() {
        TestRun run = started(open(TASK));
        must(run, run.turn(new Effect.TaskHandedOut(TASK)));
        store.beat(run.key, TASK);
        Map<TaskRef, Beat> beats = store.beats(run.key);
        must(run, run.turn(open(TASK)));
        assertThat(store.beats(run.key)).isEqualTo(beats);
    }

    @Test
    void beatsAreKeptAtTheDatabasesTime() {
        TaskRef other = new TaskRef(3, 1);
        TestRun run = started(callback(TASK), callback(other));
        assertThat(store.beats(run.key)).isEmpty();
        Instant before = now();
        assertThat(store.beat(run.key, TASK)).isTrue();
        Instant beat = Objects.requireNonNull(store.beats(run.key).get(TASK)).at();
        assertThat(beat).isBetween(before, now());
        assertThat(beat.getNano() % 1_000_000).isZero();

        tick();
        assertThat(store.beat(run.key, TASK)).isTrue();
        assertThat(store.beats(run.key)).containsOnlyKeys(TASK);
        assertThat(store.beats(run.key).get(TASK))
                .satisfies(last -> assertThat(last.at()).isAfter(beat));
        assertThat(store.beat(run.key, new TaskRef(99, 0))).isFalse();
    }

    @Test
    void aNewerBeatRefusesATimeOut() {
        TestRun run = started(callback(TASK));
        TurnCommit blind = TestRun.seeing(run.turn(new Effect.CloseTask(TASK)), Map.of(TASK, Instant.EPOCH));
        store.beat(run.key, TASK);
        assertThat(commit(blind)).isEqualTo(STALE);

        Map<TaskRef, Instant> seen = times(store.beats(run.key));
        tick();
        store.beat(run.key, TASK);
        TestRun neighbour = started();
        assertThat(store.commit(List.of(TestRun.seeing(run.turn(new Effect.CloseTask(TASK)), seen), neighbour.turn())))
                .containsExactly(STALE, COMMITTED);

        assertThat(loaded(run).records()).hasSize(2);
        must(run, TestRun.seeing(run.turn(new Effect.CloseTask(TASK)), times(store.beats(run.key))));
        assertThat(store.beat(run.key, TASK)).isFalse();
    }

    @Test
    void aTimeOutOfATaskThatNeverBeatGoesThrough() {
        TestRun run = started(callback(TASK));
        must(run, TestRun.seeing(run.turn(new Effect.CloseTask(TASK)), Map.of(TASK, Instant.EPOCH)));
        must(run, TestRun.seeing(run.turn(), Map.of(TASK, Instant.EPOCH)));
    }

    // Wake-ups

    @Test
    void aWakeUpOnlyMovesEarlierUntilItIsDue() {
        Instant soon = now().plusSeconds(1000);
        TestRun run = started(wake(soon));
        assertThat(wakeUp(run)).contains(soon);
        must(run, run.turn(wake(soon.plusSeconds(1))));
        assertThat(wakeUp(run)).contains(soon);
        must(run, run.turn(wake(Instant.MAX)));
        assertThat(wakeUp(run)).contains(soon);
        must(run, run.turn());
        assertThat(wakeUp(run)).contains(soon);
        must(run, run.turn(wake(soon.minusSeconds(1)), wake(soon.minusSeconds(2)), wake(soon)));
        assertThat(wakeUp(run)).contains(soon.minusSeconds(2));
    }

    @Test
    void aDueWakeUpIsReplacedOrTakenAway() {
        Instant past = now().minusSeconds(5);
        TestRun run = started(wake(past));
        must(run, run.turn());
        assertThat(wakeUp(run)).contains(past);
        must(run, run.rows(wake(past.plusSeconds(1000))));
        assertThat(wakeUp(run)).contains(past.plusSeconds(1000));
        must(run, run.turn(wake(past.minusSeconds(1))));
        must(run, run.rows(wake(Instant.MAX)));
        assertThat(wakeUp(run)).isEmpty();
        must(run, run.turn(wake(Instant.MAX)));
        assertThat(wakeUp(run)).isEmpty();
        must(run, run.turn(wake(past)));
        assertThat(wakeUp(run)).contains(past);
    }

    @Test
    void wakeUpsAreReadBySlotAndTime() {
        Instant base = now().plusSeconds(10_000_000).plusMillis(7);
        TestRun third = started(wake(base.plusSeconds(3)));
        TestRun first = started(wake(base.plusSeconds(1)));
        TestRun second = started(wake(base.plusSeconds(2)));
        Instant until = base.plusSeconds(3);

        assertThat(mine(store.wakeUps(allSlots(), until.plusMillis(1), MANY)))
                .containsExactly(
                        new WakeUp(first.key, base.plusSeconds(1)),
                        new WakeUp(second.key, base.plusSeconds(2)),
                        new WakeUp(third.key, base.plusSeconds(3)));
        assertThat(mine(store.wakeUps(allSlots(), until, MANY)))
                .extracting(WakeUp::key)
                .containsExactly(first.key, second.key);
        assertThat(mine(store.wakeUps(Set.of(Store.slot(second.key)), until, MANY)))
                .extracting(WakeUp::key)
                .contains(second.key);
        Set<Integer> others = allSlots();
        others.remove(Store.slot(second.key));
        assertThat(mine(store.wakeUps(others, until, MANY)))
                .extracting(WakeUp::key)
                .doesNotContain(second.key);
        assertThat(store.wakeUps(Set.of(), until, MANY)).isEmpty();
        assertThat(store.wakeUps(allSlots(), until, 1)).hasSize(1);
    }

    // Ends

    @Test
    void anEndLeavesNothingOpen() {
        TestRun run = started(callback(TASK), wake(now().plusSeconds(5)));
        assertThat(store.running(tenant, TestRun.REGION, Set.of(run.machine))).containsExactly(run.machine);
        run.now = run.now.plusSeconds(1);
        must(
                run,
                run.turn(
                        new Effect.CloseTask(TASK),
                        open(new TaskRef(9, 0)),
                        wake(now()),
                        new Effect.Close(
                                RunStatus.FAILED, Optional.empty(), Optional.of("E\u0000"), Optional.of("why"))));

        ExecutionRow row = row(run);
        assertThat(row.status()).isEqualTo(RunStatus.FAILED);
        assertThat(row.stopDate()).contains(run.now);
        assertThat(row.output()).isEmpty();
        assertThat(row.error()).contains("E\u0000");
        assertThat(row.cause()).contains("why");
        assertThat(row.input()).isEqualTo(TestRun.INPUT);
        assertThat(wakeUp(run)).isEmpty();
        assertThat(store.beat(run.key, TASK)).isFalse();
        assertThat(offers(run, Instant.now().plusSeconds(3600))).isEmpty();
        assertThat(store.running(tenant, TestRun.REGION, Set.of(run.machine))).isEmpty();
    }

    @Test
    void whatHadEndedRunsAgain() {
        TestRun run = started(callback(TASK));
        must(run, run.turn(failed()));
        TestRun neighbour = started(callback(TASK));
        Instant again = now();
        TaskRef next = new TaskRef(9, 1);
        run.now = run.now.plusSeconds(1);
        TurnCommit redrive = run.turn(new Effect.Reopen(1, again), callback(next), wake(again.plusSeconds(5)));
        assertThat(store.commit(List.of(neighbour.turn(), redrive))).containsOnly(COMMITTED);
        run.follow(redrive);

        ExecutionRow row = row(run);
        assertThat(row.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(row.stopDate()).isEmpty();
        assertThat(row.error()).isEmpty();
        assertThat(row.redrives()).isEqualTo(new Redrives(1, Optional.of(again)));
        assertThat(row(neighbour).redrives()).isEqualTo(Redrives.NONE);
        assertThat(store.beat(run.key, next)).isTrue();
        assertThat(wakeUp(run)).contains(again.plusSeconds(5));
        assertThat(store.running(tenant, TestRun.REGION, Set.of(run.machine))).containsExactly(run.machine);
        assertThat(listed(redriven(true))).containsExactly(run.key);
        assertThat(listed(redriven(false))).containsExactly(neighbour.key);
    }

    @Test
    void whatRunsAgainMayEndInTheSameTurn() {
        TestRun run = started();
        must(run, run.turn(failed()));
        TestRun other = started();
        Instant again = now();
        run.now = run.now.plusSeconds(1);
        TurnCommit redrive = run.turn(new Effect.Reopen(2, again), callback(TASK), succeeded("1"));
        assertThat(store.commit(List.of(redrive, other.turn(failed())))).containsOnly(COMMITTED);

        ExecutionRow row = row(run);
        assertThat(row.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(row.stopDate()).contains(run.now);
        assertThat(row.output()).contains(Payload.of("1"));
        assertThat(row.error()).isEmpty();
        assertThat(row.redrives()).isEqualTo(new Redrives(2, Optional.of(again)));
        assertThat(store.beat(run.key, TASK)).isFalse();
        assertThat(row(other).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void whatEndsAndRunsAgainInOneTurnRuns() {
        TestRun run = started(callback(TASK));
        Instant again = now();
        TaskRef next = new TaskRef(9, 1);
        must(run, run.turn(new Effect.CloseTask(TASK), failed(), new Effect.Reopen(1, again), callback(next)));
        assertThat(row(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(row(run).error()).isEmpty();
        assertThat(store.beat(run.key, TASK)).isFalse();
        assertThat(store.beat(run.key, next)).isTrue();
    }

    private static Effect failed() {
        return new Effect.Close(RunStatus.FAILED, Optional.empty(), Optional.of("E"), Optional.empty());
    }

    private static ListQuery redriven(boolean redriven) {
        return new ListQuery(
                TestRun.REGION, "m", Optional.empty(), Optional.of(redriven), Optional.empty(), Optional.empty(), MANY);
    }

    @Test
    void runningMachinesAreToldFromIdleOnes() {
        start(newRun("busy", "one"));
        start(newRun("busy", "two"));
        TestRun ended = start(newRun("idle", "one"));
        must(ended, ended.turn(succeeded("1")));
        start(newRun("unasked", "one"));

        Set<String> asked = Set.of("busy", "idle", "unknown");
        assertThat(store.running(tenant, TestRun.REGION, asked)).containsExactly("busy");
        assertThat(store.running(tenant, "eu-west-1", asked)).isEmpty();
        assertThat(store.running(newTenant(), TestRun.REGION, asked)).isEmpty();
    }

    @Test
    void aLargeOutputAndInputComeBack() {
        TestRun run = newRun();
        run.input = EveryRecord.LARGE;
        start(run);
        Payload output = Payload.of("[" + EveryRecord.LARGE.text() + "]");
        must(
                run,
                run.turn(new Effect.Close(
                        RunStatus.SUCCEEDED, Optional.of(output), Optional.empty(), Optional.empty())));
        assertThat(row(run).input()).isEqualTo(EveryRecord.LARGE);
        assertThat(row(run).output()).contains(output);
    }

    // Records

    @Test
    void everyRecordComesBack() {
        TestRun run = newRun();
        List<JournalRecord> records = EveryRecord.records(run.now);
        TurnCommit birth = run.birth();
        must(
                run,
                new TurnCommit(run.key, birth.fence(), birth.birth(), records, List.of(), Map.of(), Optional.empty()));

        assertThat(loaded(run).records()).isEqualTo(records);
        assertThat(store.events(run.key, new EventQuery(1, MANY, false)))
                .isEqualTo(records.stream().filter(JournalRecord::isEvent).toList());
    }

    @Test
    void aStateKeptBesideTheRecordsReplacesThoseBefore() {
        TestRun run = started();
        byte[] first = "state".repeat(1000).getBytes(StandardCharsets.UTF_8);
        TurnCommit turn = run.turn();
        must(run, run.of(turn.records(), Map.of(), Optional.of(() -> first)));
        turn = run.turn();
        must(run, turn);
        LoadedRun loaded = loaded(run);
        assertThat(loaded.snapshot()).map(Snapshot::seq).contains(4L);
        assertThat(loaded.snapshot()).map(Snapshot::bytes).contains(first);
        assertThat(loaded.records()).isEqualTo(turn.records());
        assertThat(loaded.row().input()).isEqualTo(TestRun.INPUT);

        byte[] second = {1};
        must(run, run.of(run.turn().records(), Map.of(), Optional.of(() -> second)));
        assertThat(loaded(run).snapshot()).map(Snapshot::bytes).contains(second);
        assertThat(loaded(run).records()).isEmpty();
    }

    @Test
    void eventsArePagedBothWays() {
        TestRun run = started();
        List<JournalRecord> all = new ArrayList<>(run.birth().records());
        for (int i = 0; i < 9; i++) {
            TurnCommit turn = i == 4 ? run.rows() : run.turn(i % 3 == 0 ? EveryRecord.LARGE : TestRun.INPUT);
            must(run, turn);
            turn.records().stream().filter(JournalRecord::isEvent).forEach(all::add);
        }
        assertThat(all).hasSize(10);

        for (int limit = 1; limit <= 11; limit++) {
            for (int from = 1; from <= 10; from++) {
                assertThat(store.events(run.key, new EventQuery(from, limit, false)))
                        .isEqualTo(all.subList(from - 1, Math.min(10, from - 1 + limit)));
                assertThat(store.events(run.key, new EventQuery(from, limit, true)))
                        .isEqualTo(all.subList(Math.max(0, from - limit), from).reversed());
            }
        }
        assertThat(store.events(run.key, new EventQuery(11, 10, false))).isEmpty();
        assertThat(store.events(run.key, new EventQuery(Long.MAX_VALUE, 2, true)))
                .isEqualTo(List.of(all.get(9), all.get(8)));
    }

    // Lists

    @Test
    void listsShowTheNewestFirstInPages() {
        Instant base = now();
        List<TestRun> runs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Two of each date, so that ids decide between them.
            TestRun run = TestRun.of(tenant, "m", "n" + i, node, base.plusMillis(i / 2));
            runs.add(start(run));
        }
        start(TestRun.of(tenant, "other", "n", node, base));
        start(TestRun.of(newTenant(), "m", "n", node, base));
        runs.sort(Comparator.comparing((TestRun run) -> run.now)
                .thenComparing(run -> run.key.id())
                .reversed());

        for (int limit = 1; limit <= 8; limit++) {
            List<ExecutionKey> seen = new ArrayList<>();
            Optional<After> after = Optional.empty();
            List<ExecutionRow> page;
            do {
                page = store.list(
                        tenant,
                        new ListQuery(
                                TestRun.REGION,
                                "m",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                after,
                                limit));
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                page.forEach(row -> seen.add(row.key()));
                after = page.isEmpty()
                        ? after
                        : Optional.of(new After(
                                page.getLast().startDate(), page.getLast().key()));
            } while (!page.isEmpty());
            assertThat(seen)
                    .containsExactlyElementsOf(runs.stream().map(run -> run.key).toList());
        }
        ExecutionRow row =
                store.list(tenant, query(Optional.empty(), Optional.empty())).get(0);
        assertThat(row.facts()).isEqualTo(runs.get(0).facts());
        assertThat(row.input()).isEqualTo(Payload.of("null"));
    }

    @Test
    void listsAreNarrowedByStatusVersionAndAlias() {
        TestRun plain = start(newRun("m", "plain"));
        TestRun versioned = newRun("m", "versioned");
        versioned.versionArn = Optional.of("arn:m:1");
        start(versioned);
        TestRun aliased = newRun("m", "aliased");
        aliased.versionArn = Optional.of("arn:m:1");
        aliased.aliasArn = Optional.of("arn:m:PROD");
        start(aliased, succeeded("1"));

        assertThat(listed(query(Optional.of(RunStatus.RUNNING), Optional.empty())))
                .containsExactlyInAnyOrder(plain.key, versioned.key);
        assertThat(listed(query(Optional.of(RunStatus.SUCCEEDED), Optional.empty())))
                .containsExactly(aliased.key);
        assertThat(listed(query(Optional.of(RunStatus.ABORTED), Optional.empty())))
                .isEmpty();
        assertThat(listed(query(Optional.empty(), Optional.of("arn:m:1"))))
                .containsExactlyInAnyOrder(versioned.key, aliased.key);
        assertThat(listed(query(Optional.empty(), Optional.of("arn:m:PROD")))).containsExactly(aliased.key);
        assertThat(listed(query(Optional.of(RunStatus.RUNNING), Optional.of("arn:m:PROD"))))
                .isEmpty();
        ExecutionRow ended = store.list(tenant, query(Optional.of(RunStatus.SUCCEEDED), Optional.empty()))
                .get(0);
        assertThat(ended.stopDate()).contains(aliased.now);
        assertThat(ended.output()).isEmpty();
    }

    @Test
    void whatIsNotThereReadsAsNothing() {
        ExecutionKey nobody = new ExecutionKey(new TenantId(1), new ExecutionId(UUID.randomUUID()));
        assertThat(store.find(nobody)).isEmpty();
        assertThat(store.beat(nobody, TASK)).isFalse();
        assertThat(store.beats(nobody)).isEmpty();
        assertThat(store.list(tenant, query(Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(store.running(tenant, TestRun.REGION, Set.of("m"))).isEmpty();
        assertThat(store.running(tenant, TestRun.REGION, Set.of())).isEmpty();
    }

    private static ListQuery query(Optional<RunStatus> status, Optional<String> qualifier) {
        return new ListQuery(TestRun.REGION, "m", status, Optional.empty(), qualifier, Optional.empty(), MANY);
    }

    private List<ExecutionKey> listed(ListQuery query) {
        return store.list(tenant, query).stream().map(ExecutionRow::key).toList();
    }

    private static Effect open(TaskRef task) {
        return Effect.OpenTask.ofActivity(task, ACTIVITY);
    }

    private static Effect callback(TaskRef task) {
        return Effect.OpenTask.byToken(task);
    }

    private static Effect wake(Instant due) {
        return new Effect.WakeAt(due);
    }

    private List<Offer> offers(TestRun run, Instant before) {
        return store.openOffers(before, MANY).stream()
                .filter(offer -> offer.key().equals(run.key))
                .toList();
    }

    private Optional<Instant> wakeUp(TestRun run) {
        Instant far = Instant.now().plus(Duration.ofDays(100_000));
        return store.wakeUps(Set.of(Store.slot(run.key)), far, MANY).stream()
                .filter(wake -> wake.key().equals(run.key))
                .map(WakeUp::due)
                .findFirst();
    }

    private List<WakeUp> mine(List<WakeUp> wakeUps) {
        return wakeUps.stream()
                .filter(wake -> wake.key().tenant().equals(tenant))
                .toList();
    }
}
