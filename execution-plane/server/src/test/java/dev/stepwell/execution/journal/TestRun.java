package dev.stepwell.execution.journal;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.MapChild;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.NamePassing;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.TurnCommit.Fence;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import dev.stepwell.names.Uuid7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** An execution as a test drives it: it makes turns, and follows those that were committed. */
final class TestRun {
    static final String REGION = "us-east-1";
    static final Payload INPUT = Payload.of("{\"in\": 1}");
    private static final Random IDS = new Random(20261122);

    final ExecutionKey key;
    final String machine;
    final String name;
    Optional<String> versionArn = Optional.empty();
    Optional<String> aliasArn = Optional.empty();
    Optional<ParentTask> parent = Optional.empty();
    Payload input = INPUT;
    Optional<MapChild> mapChild = Optional.empty();
    Optional<SwfFacts> swf = Optional.empty();
    Instant now;
    Incarnation owner;
    long epoch;
    long seq;
    long event;

    private TestRun(ExecutionKey key, String machine, String name, Incarnation owner, Instant now) {
        this.key = key;
        this.machine = machine;
        this.name = name;
        this.owner = owner;
        this.now = now;
    }

    static TestRun of(TenantId tenant, String machine, String name, Incarnation owner, Instant now) {
        ExecutionId id;
        synchronized (IDS) {
            id = new ExecutionId(Uuid7.make(now.toEpochMilli(), IDS));
        }
        return new TestRun(new ExecutionKey(tenant, id), machine, name, owner, now);
    }

    /** The same execution as another node sees it, from here on. */
    TestRun seenBy(Incarnation other) {
        TestRun copy = new TestRun(key, machine, name, other, now);
        copy.versionArn = versionArn;
        copy.aliasArn = aliasArn;
        copy.input = input;
        copy.epoch = epoch;
        copy.seq = seq;
        copy.event = event;
        return copy;
    }

    StartFacts facts() {
        String machineArn = "arn:aws:states:" + REGION + ":123456789012:stateMachine:" + machine;
        return StartFacts.of(
                        "arn:aws:states:" + REGION + ":123456789012:execution:" + machine + ":" + name,
                        name,
                        machineArn,
                        machine,
                        "0193512e-0000-7000-8000-000000000001",
                        "arn:aws:iam::123456789012:role/r",
                        versionArn,
                        aliasArn,
                        Optional.empty(),
                        1)
                .withParent(parent)
                .withMapChild(mapChild)
                .withSwf(swf);
    }

    /** The first turn: it starts and enters a state. */
    TurnCommit birth(Effect... rows) {
        Birth birth = new Birth(REGION, "123456789012", facts(), input, now);
        List<JournalRecord> records = List.of(
                new JournalRecord(1, now, 1, 0, new ExecutionChange.Started(facts(), input)),
                new JournalRecord(2, now, 2, 0, new StateChange.Entered(0, StateKind.PASS, "S", input)));
        return new TurnCommit(
                key, new Fence(0, 0, owner, 1), Optional.of(birth), records, List.of(rows), Map.of(), Optional.empty());
    }

    /** A turn of two records, the first of which is an event. */
    TurnCommit turn(Effect... rows) {
        return turn(Payload.of("{\"seq\": " + seq + "}"), rows);
    }

    /** The same with a payload. */
    TurnCommit turn(Payload payload, Effect... rows) {
        List<JournalRecord> records = new ArrayList<>();
        records.add(new JournalRecord(
                seq + 1, now, event + 1, event, new StateChange.Entered(0, StateKind.WAIT, "W", payload)));
        records.add(new JournalRecord(seq + 2, now, 0, event + 1, new StateChange.WaitArmed(0, now)));
        return of(records, Map.of(), Optional.empty(), rows);
    }

    /** A turn without records. */
    TurnCommit rows(Effect... rows) {
        return of(List.of(), Map.of(), Optional.empty(), rows);
    }

    TurnCommit of(
            List<JournalRecord> records,
            Map<TaskRef, Instant> beats,
            Optional<Supplier<byte[]>> snapshot,
            Effect... rows) {
        return new TurnCommit(
                key, new Fence(epoch, seq, owner, epoch), Optional.empty(), records, List.of(rows), beats, snapshot);
    }

    /** The turn in the next epoch: its owner has just taken the execution over. */
    static TurnCommit takingOver(TurnCommit turn) {
        Fence fence = new Fence(
                turn.fence().epoch(),
                turn.fence().seq(),
                turn.fence().owner(),
                turn.fence().epoch() + 1);
        return new TurnCommit(
                turn.key(), fence, turn.birth(), turn.records(), turn.rows(), turn.beatsSeen(), turn.snapshot());
    }

    /** The turn ends the execution, whose name is free afterwards, or the heir's. */
    TurnCommit passing(TurnCommit turn, Optional<TurnCommit> heir) {
        NamePassing passing = new NamePassing(REGION, facts().namedUnder(), facts().distinctName(), heir);
        return new TurnCommit(
                turn.key(),
                turn.fence(),
                turn.birth(),
                turn.records(),
                turn.rows(),
                turn.beatsSeen(),
                turn.snapshot(),
                Optional.of(passing));
    }

    static TurnCommit seeing(TurnCommit turn, Map<TaskRef, Instant> beats) {
        return new TurnCommit(
                turn.key(), turn.fence(), turn.birth(), turn.records(), turn.rows(), beats, turn.snapshot());
    }

    /** The turn was committed. */
    void follow(TurnCommit turn) {
        epoch = turn.fence().nextEpoch();
        seq = turn.nextSeq();
        for (JournalRecord record : turn.records()) {
            event = record.isEvent() ? record.eventId() : event;
        }
    }
}
