package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.MapChild;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.codec.EveryRecord;
import dev.stepwell.execution.journal.memory.Faults;
import dev.stepwell.execution.journal.memory.FaultyStore;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Redrives;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.ports.Store.Loaded;
import dev.stepwell.execution.ports.Store.NodeRow;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The suite that every store passes. Here: births, fences, groups, doubts and nodes, what the shell builds exactly-once on. Rows and
 * readings, and races, are in the classes above it.
 */
abstract class StoreConformance extends StoreRacesConformance {
    // Births

    @Test
    void aBirthIsThereById() {
        TestRun run = newRun();
        run.versionArn = Optional.of("arn:aws:states:us-east-1:123456789012:stateMachine:m:1");
        assertThat(store.find(run.key)).isEmpty();
        assertThat(store.load(run.key)).isEmpty();
        start(run);

        ExecutionRow.Lease lease =
                new ExecutionRow.Lease(Optional.of(node), true, Optional.of("10.0.0.1:" + node), 1, 2);
        ExecutionRow expected = new ExecutionRow(
                run.key,
                run.facts(),
                RunStatus.RUNNING,
                run.now,
                Optional.empty(),
                TestRun.INPUT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Redrives.NONE,
                lease);
        assertThat(store.find(run.key)).contains(expected);
        assertThat(store.findByName(tenant, TestRun.REGION, run.machine, run.name))
                .contains(expected);
        assertThat(loaded(run))
                .isEqualTo(new LoadedRun(expected, Optional.empty(), run.birth().records()));
    }

    @Test
    void aNameIsTakenOnce() {
        TestRun first = start(newRun("m", "n"));
        TestRun second = newRun("m", "n");
        second.input = Payload.of("2");

        assertThat(commit(second.birth())).isEqualTo(new Verdict.NameTaken(row(first)));
        assertThat(store.find(second.key)).isEmpty();
        assertThat(store.load(second.key)).isEmpty();
        assertThat(store.events(second.key, new EventQuery(1, 10, false))).isEmpty();
    }

    @Test
    void aNameIsTakenOnceWithinAGroup() {
        TestRun first = newRun("m", "n");
        TestRun second = newRun("m", "n");
        TestRun other = newRun("m", "other");
        List<Verdict> verdicts = store.commit(List.of(first.birth(), second.birth(), other.birth()));

        assertThat(verdicts).containsExactly(COMMITTED, new Verdict.NameTaken(row(first)), COMMITTED);
        assertThat(store.find(second.key)).isEmpty();
        assertThat(store.find(other.key)).isPresent();
    }

    @Test
    void manyAreFoundInOneLook() {
        TestRun small = started();
        TestRun large = newRun();
        large.input = Payload.of("\"" + "x".repeat(5_000) + "\"");
        start(large);
        TestRun ended = started();
        must(ended, ended.turn(succeeded("\"" + "y".repeat(5_000) + "\"")));
        TestRun foreign = TestRun.of(newTenant(), "m", "n", node, now());
        start(foreign);
        ExecutionId nobody = newRun().key.id();

        Set<ExecutionId> ids = Set.of(small.key.id(), large.key.id(), ended.key.id(), foreign.key.id(), nobody);
        assertThat(store.findAll(tenant, ids))
                .containsOnly(
                        Map.entry(small.key.id(), row(small)),
                        Map.entry(large.key.id(), row(large)),
                        Map.entry(ended.key.id(), row(ended)));
        assertThat(store.findAll(tenant, Set.of())).isEmpty();
    }

    @Test
    void childrenOfAMapRunAreListedUnderIt() {
        String run = "arn:aws:states:us-east-1:123456789012:mapRun:wide/l:0193512e-0000-7000-8000-000000000001";
        TestRun child = newRun("wide/l", "c");
        child.mapChild = Optional.of(new MapChild(run, 3));
        start(child);
        start(newRun("wide", "p"));

        assertThat(store.findByName(tenant, TestRun.REGION, "wide/l", "c")).contains(row(child));
        assertThat(listed(StartFacts.childrenOf(run))).containsExactly(child.key);
        assertThat(listed("wide/l")).isEmpty();
        assertThat(listed("wide")).doesNotContain(child.key);
    }

    private List<ExecutionKey> listed(String under) {
        ListQuery query = new ListQuery(
                TestRun.REGION, under, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10);
        return store.list(tenant, query).stream().map(ExecutionRow::key).toList();
    }

    @Test
    void namesAreOfOneMachineRegionAndTenant() {
        start(newRun("m", "n"));
        start(newRun("m2", "n"));
        start(newRun("m", "N"));
        start(TestRun.of(newTenant(), "m", "n", node, now()));

        assertThat(store.findByName(tenant, "eu-west-1", "m", "n")).isEmpty();
        assertThat(store.findByName(tenant, TestRun.REGION, "m3", "n")).isEmpty();
    }

    @Test
    void aBirthThatWasWrittenAlreadyIsCommitted() {
        TestRun run = started();
        assertThat(commit(run.birth())).isEqualTo(COMMITTED);

        must(run, run.turn());
        assertThat(commit(run.birth())).isEqualTo(COMMITTED);
        assertThat(row(run).lease().seq()).isEqualTo(run.seq);
    }

    @Test
    void anExecutionCanEndInItsFirstTurn() {
        TestRun run = start(newRun(), succeeded("1"), new Effect.WakeAt(Instant.EPOCH));
        assertThat(row(run).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(row(run).output()).contains(Payload.of("1"));
    }

    // Fences

    @Test
    void aTurnMovesOnFromWhatItsWriterSaw() {
        TestRun run = started();
        TurnCommit turn = run.turn();
        must(run, turn);

        assertThat(commit(turn)).as("the same again").isEqualTo(STALE);
        assertThat(row(run).lease().seq()).isEqualTo(4);
        assertThat(loaded(run).records()).hasSize(4);
        must(run, run.turn());
        assertThat(loaded(run).records().stream().map(JournalRecord::seq)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aTurnFromAnotherEpochOrSeqIsStale() {
        TestRun run = started();
        must(run, run.turn());
        TestRun behind = run.seenBy(node);
        behind.seq -= 2;
        assertThat(commit(behind.turn())).isEqualTo(STALE);
        TestRun ahead = run.seenBy(node);
        ahead.seq += 2;
        assertThat(commit(ahead.turn())).isEqualTo(STALE);
        TestRun otherEpoch = run.seenBy(node);
        otherEpoch.epoch++;
        assertThat(commit(otherEpoch.turn())).isEqualTo(STALE);
        assertThat(commit(newRun().turn())).as("nobody's turn").isEqualTo(STALE);
        assertThat(loaded(run).records()).hasSize(4);
    }

    @Test
    void aLiveOwnersExecutionIsNotStolen() {
        TestRun run = started();
        TestRun thief = run.seenBy(newNode());
        assertThat(commit(TestRun.takingOver(thief.turn()))).isEqualTo(STALE);
        assertThat(commit(thief.turn())).as("not even in the same epoch").isEqualTo(STALE);
        must(run, run.turn());
    }

    @Test
    void aDeadOwnersExecutionIsTakenOverAndTheDeadIsFencedOff() {
        TestRun run = started();
        TestRun heir = run.seenBy(newNode());
        store.renew(node, Duration.ZERO);
        assertThat(commit(TestRun.takingOver(heir.turn())))
                .as("late, but not ended")
                .isEqualTo(STALE);
        assertThat(row(run).lease().ownerAlive()).isTrue();
        store.renew(heir.owner, LIFE);
        assertThat(row(run).lease().ownerAlive()).isFalse();

        must(heir, TestRun.takingOver(heir.turn()));
        assertThat(row(run).lease().owner()).contains(heir.owner);
        assertThat(row(run).lease().ownerAlive()).isTrue();
        assertThat(row(run).lease().epoch()).isEqualTo(2);

        assertThat(commit(run.turn())).as("the zombie").isEqualTo(STALE);
        assertThat(store.renew(node, LIFE)).as("it learns that it was ended").isEmpty();
        assertThat(commit(run.turn())).as("the zombie, told").isEqualTo(STALE);
        must(heir, heir.turn());
    }

    @Test
    void anExecutionIsTakenOverWithoutRecords() {
        TestRun run = started();
        TestRun heir = run.seenBy(newNode());
        store.leave(node);
        must(heir, TestRun.takingOver(heir.rows()));

        assertThat(row(run).lease()).satisfies(lease -> {
            assertThat(lease.owner()).contains(heir.owner);
            assertThat(lease.epoch()).isEqualTo(2);
            assertThat(lease.seq()).isEqualTo(2);
        });
        assertThat(commit(run.turn())).isEqualTo(STALE);
    }

    @Test
    void severalAreReadByOneWhoWantsToGoOnWithThem() {
        TestRun mine = newRun();
        mine.input = EveryRecord.LARGE;
        start(mine);
        TestRun orphan = start(newRun().seenBy(newNode()));
        TestRun held = start(newRun().seenBy(newNode()));
        TestRun ended = start(newRun().seenBy(held.owner));
        must(ended, ended.turn(succeeded("1")));
        store.leave(orphan.owner);
        tenant = newTenant();
        TestRun anothers = start(newRun());
        ExecutionKey absent = new ExecutionKey(tenant, mine.key.id());

        Map<ExecutionKey, Loaded> found =
                store.load(Set.of(mine.key, orphan.key, held.key, ended.key, anothers.key, absent), node);
        assertThat(found)
                .containsOnlyKeys(mine.key, orphan.key, held.key, ended.key, anothers.key)
                .containsEntry(mine.key, new Loaded.Here(loaded(mine)))
                .containsEntry(orphan.key, new Loaded.Here(loaded(orphan)))
                .containsEntry(held.key, new Loaded.Elsewhere(row(held).lease()))
                .containsEntry(ended.key, new Loaded.Here(loaded(ended)))
                .containsEntry(anothers.key, new Loaded.Here(loaded(anothers)));
        assertThat(store.load(Set.of(held.key), held.owner))
                .containsOnly(Map.entry(held.key, new Loaded.Here(loaded(held))));
    }

    @Test
    void aNodeThatStartsAgainLosesWhatItOwned() {
        TestRun run = started();
        Incarnation next = new Incarnation(UUID.randomUUID());
        store.join(new NodeRow("node-" + node, next, "10.0.0.2:1"), LIFE);

        assertThat(store.renew(node, LIFE)).isEmpty();
        assertThat(row(run).lease().ownerAlive()).isFalse();
        assertThat(row(run).lease().ownerAddress()).isEmpty();
        TestRun heir = run.seenBy(next);
        must(heir, TestRun.takingOver(heir.turn()));
    }

    @Test
    void anOwnerThatIsLateOwnsWhatItOwnedUntilItIsEnded() {
        TestRun run = started();
        store.renew(node, Duration.ZERO);
        must(run, run.turn());

        Incarnation other = new Incarnation(UUID.randomUUID());
        store.join(new NodeRow("node-" + other, other, "10.0.0.2:1"), Duration.ZERO);
        assertThat(store.renew(other, LIFE)).as("late too, so it ends nobody").isPresent();
        must(run, run.turn());
        store.renew(other, LIFE);
        assertThat(store.renew(node, LIFE)).as("now it was ended").isEmpty();
    }

    // Groups

    @Test
    void aStaleTurnDropsOutAndItsNeighboursGoThrough() {
        TestRun one = started();
        TestRun two = started();
        TestRun three = started();
        TestRun born = newRun();
        TestRun zombie = two.seenBy(node);
        must(two, two.turn());
        TaskRef task = new TaskRef(3, 0);
        Payload large = EveryRecord.LARGE;
        List<Verdict> verdicts = store.commit(List.of(
                one.turn(large, Effect.OpenTask.byToken(task)),
                zombie.turn(
                        large, Effect.OpenTask.byToken(task), new Effect.WakeAt(Instant.EPOCH), succeeded("\"never\"")),
                born.birth(),
                three.turn(succeeded("3"))));

        assertThat(verdicts).containsExactly(COMMITTED, STALE, COMMITTED, COMMITTED);
        assertThat(store.beat(one.key, task)).isTrue();
        assertThat(store.beat(two.key, task)).isFalse();
        assertThat(row(two).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(row(two).lease().seq()).isEqualTo(4);
        assertThat(store.wakeUps(allSlots(), Instant.now(), 1000))
                .noneMatch(wake -> wake.key().equals(two.key));
        assertThat(row(three).status()).isEqualTo(RunStatus.SUCCEEDED);
        must(born, bornThen(born));
    }

    @Test
    void twoTurnsOfOneExecutionAreNoGroup() {
        TestRun run = started();
        assertThatThrownBy(() -> store.commit(List.of(run.turn(), run.turn())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.commit(List.of())).isEmpty();
    }

    @Test
    void aTurnThatCannotBeWrittenIsRefusedAlone() {
        TestRun good = started();
        TestRun bad = started();
        List<Verdict> verdicts = store.commit(List.of(bad.turn(Payload.of("\"\uD800\"")), good.turn()));

        assertThat(verdicts.get(0)).isInstanceOf(Verdict.Refused.class);
        assertThat(verdicts.get(1)).isEqualTo(COMMITTED);
        assertThat(row(bad).lease().seq()).isEqualTo(2);
    }

    @Test
    void aBirthUnderAUsedIdIsRefusedAloneAndItsNameStaysFree() {
        TestRun good = started();
        TestRun again = TestRun.of(tenant, "m", "another-name", node, good.now);
        TurnCommit birth = again.birth();
        TurnCommit bad = new TurnCommit(
                good.key, birth.fence(), birth.birth(), birth.records(), List.of(), Map.of(), Optional.empty());
        TestRun neighbour = started();
        List<Verdict> verdicts = store.commit(List.of(neighbour.turn(), bad));

        assertThat(verdicts.get(0)).isEqualTo(COMMITTED);
        assertThat(verdicts.get(1)).isInstanceOf(Verdict.Refused.class);
        assertThat(row(good).facts().name()).isEqualTo(good.name);
        start(again);
    }

    @Test
    void aLargeGroupGoesThrough() {
        List<TestRun> runs = IntStream.range(0, 64).mapToObj(i -> newRun()).toList();
        assertThat(store.commit(runs.stream().map(TestRun::birth).toList()))
                .hasSize(64)
                .containsOnly(COMMITTED);
        runs.forEach(run -> run.follow(run.birth()));
        List<TurnCommit> turns =
                new ArrayList<>(runs.stream().map(TestRun::turn).toList());
        Collections.shuffle(turns, new Random(7));
        assertThat(store.commit(turns)).hasSize(64).containsOnly(COMMITTED);
        runs.forEach(run -> assertThat(row(run).lease().seq()).isEqualTo(4));
    }

    // Doubts

    @Test
    void aGroupInDoubtThatWasWrittenIsSettledSo() {
        TestRun run = started();
        TestRun born = newRun();
        List<TurnCommit> group = List.of(run.turn(), born.birth());
        doubtful(Faults.Fate.IN_DOUBT_WRITTEN, group);

        assertThat(store.settle(group)).containsExactly(COMMITTED, COMMITTED);
        run.follow(group.get(0));
        must(run, run.turn());
        assertThat(store.settle(group)).as("whatever came after").containsExactly(COMMITTED, COMMITTED);
    }

    @Test
    void aGroupInDoubtThatWasLostIsSettledSo() {
        TestRun run = started();
        TestRun born = newRun();
        List<TurnCommit> group = List.of(run.turn(), born.birth());
        doubtful(Faults.Fate.IN_DOUBT_LOST, group);

        assertThat(store.settle(group)).containsExactly(STALE, STALE);
        must(run, run.turn());
        must(born, born.birth());
    }

    @Test
    void aTurnInDoubtIsToldFromOneOfItsSuccessorsAtTheSamePlace() {
        TestRun lost = started();
        TestRun written = started();
        List<TurnCommit> wereLost = List.of(lost.turn());
        List<TurnCommit> wereWritten = List.of(written.turn());
        doubtful(Faults.Fate.IN_DOUBT_LOST, wereLost);
        doubtful(Faults.Fate.IN_DOUBT_WRITTEN, wereWritten);
        store.leave(node);
        TestRun heir = lost.seenBy(newNode());
        must(heir, TestRun.takingOver(heir.turn()));
        written.follow(wereWritten.get(0));
        TestRun otherHeir = written.seenBy(heir.owner);
        must(otherHeir, TestRun.takingOver(otherHeir.turn()));

        assertThat(store.settle(wereLost)).containsExactly(STALE);
        assertThat(store.settle(wereWritten)).containsExactly(COMMITTED);
    }

    @Test
    void aTakeOverInDoubtIsToldFromAnotherHeirsAtTheSamePlaceAndEpoch() {
        TestRun run = started();
        store.leave(node);
        TestRun slow = run.seenBy(newNode());
        TestRun quick = run.seenBy(newNode());
        List<TurnCommit> lost = List.of(TestRun.takingOver(slow.turn(Payload.of("\"slow\""))));
        doubtful(Faults.Fate.IN_DOUBT_LOST, lost);
        TurnCommit written = TestRun.takingOver(quick.turn(Payload.of("\"quick\"")));
        must(quick, written);

        assertThat(store.settle(lost)).containsExactly(STALE);
        assertThat(store.settle(List.of(written))).containsExactly(COMMITTED);
    }

    @Test
    void aBirthInDoubtWhoseNameWentToAnotherIsSettledSo() {
        TestRun run = newRun("m", "n");
        doubtful(Faults.Fate.IN_DOUBT_LOST, List.of(run.birth()));
        TestRun quicker = start(newRun("m", "n"));

        assertThat(store.settle(List.of(run.birth()))).containsExactly(new Verdict.NameTaken(row(quicker)));
    }

    @Test
    void aTakeOverInDoubtIsSettledByItsEpoch() {
        TestRun run = started();
        TestRun heir = run.seenBy(newNode());
        store.leave(node);
        List<TurnCommit> group = List.of(TestRun.takingOver(heir.rows()));
        assertThat(store.settle(group)).containsExactly(STALE);
        doubtful(Faults.Fate.IN_DOUBT_WRITTEN, group);
        assertThat(store.settle(group)).containsExactly(COMMITTED);
    }

    @Test
    void aGroupThatFailedIsNotInDoubt() {
        TestRun run = started();
        Store faulty = faulty(Faults.Fate.FAILS);
        assertThatThrownBy(() -> faulty.commit(List.of(run.turn())))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.inDoubt()).isFalse());
        must(run, run.turn());
    }

    private void doubtful(Faults.Fate fate, List<TurnCommit> group) {
        Store faulty = faulty(fate);
        assertThatThrownBy(() -> faulty.commit(group))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.inDoubt()).isTrue());
    }

    private Store faulty(Faults.Fate fate) {
        return new FaultyStore(store, new Faults() {
            @Override
            public Fate commit(List<TurnCommit> group) {
                return fate;
            }
        });
    }

    // Tenants and nodes

    @Test
    void tenantsNeverSeeEachOther() {
        TaskRef task = new TaskRef(2, 0);
        TestRun run = started(Effect.OpenTask.byToken(task), new Effect.WakeAt(Instant.EPOCH));
        TestRun other = TestRun.of(newTenant(), run.machine, run.name, node, now());
        ExecutionKey spied = new ExecutionKey(other.key.tenant(), run.key.id());

        assertThat(store.find(spied)).isEmpty();
        assertThat(store.load(spied)).isEmpty();
        assertThat(store.events(spied, new EventQuery(1, 10, false))).isEmpty();
        assertThat(store.beat(spied, task)).isFalse();
        assertThat(store.beats(spied)).isEmpty();
        assertThat(store.findByName(spied.tenant(), TestRun.REGION, run.machine, run.name))
                .isEmpty();
        assertThat(store.running(spied.tenant(), TestRun.REGION, Set.of(run.machine)))
                .isEmpty();
        TurnCommit turn = run.turn();
        TurnCommit forged = new TurnCommit(
                spied, turn.fence(), Optional.empty(), turn.records(), List.of(), Map.of(), Optional.empty());
        assertThat(store.commit(List.of(forged, other.birth()))).containsExactly(STALE, COMMITTED);
        must(run, turn);
    }

    @Test
    void nodesComeAndGo() {
        assertThat(store.nodes()).contains(new NodeRow("node-" + node, node, "10.0.0.1:" + node));
        Instant then = now();
        tick();
        assertThat(now()).isAfter(then);

        store.renew(node, Duration.ZERO);
        assertThat(store.nodes()).noneMatch(row -> row.incarnation().equals(node));
        assertThat(store.renew(node, LIFE)).isPresent();
        assertThat(store.nodes()).anyMatch(row -> row.incarnation().equals(node));
        store.leave(node);
        assertThat(store.nodes()).noneMatch(row -> row.incarnation().equals(node));
        assertThat(store.renew(node, LIFE)).isEmpty();
        store.leave(node);
    }

    @Test
    void orphansAreRunningExecutionsOfTheDead() {
        TestRun run = started();
        TestRun ended = start(newRun(), succeeded("1"));
        Incarnation other = newNode();
        TestRun others = start(TestRun.of(tenant, "m", "others", other, now()));
        assertThat(store.orphans(100_000)).doesNotContain(run.key, ended.key, others.key);

        store.renew(node, Duration.ZERO);
        assertThat(store.orphans(100_000)).contains(run.key).doesNotContain(ended.key, others.key);
        store.leave(node);
        assertThat(store.orphans(100_000)).contains(run.key).doesNotContain(ended.key, others.key);
        assertThat(store.orphans(1)).hasSize(1);

        TestRun heir = run.seenBy(other);
        must(heir, TestRun.takingOver(heir.rows()));
        assertThat(store.orphans(100_000)).doesNotContain(run.key);
    }

    private static TurnCommit bornThen(TestRun born) {
        born.follow(born.birth());
        return born.of(
                List.of(new JournalRecord(
                        3, born.now, 3, 2, new ExecutionChange.Failed(Optional.of("E"), Optional.empty()))),
                Map.of(),
                Optional.empty());
    }
}
