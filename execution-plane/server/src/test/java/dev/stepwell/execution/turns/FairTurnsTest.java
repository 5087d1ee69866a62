package dev.stepwell.execution.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.fakes.ScriptedFaults;
import dev.stepwell.execution.journal.memory.FaultyStore;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a tenant's flood does to another tenant's one execution, on a node whose groups hold eight turns. */
class FairTurnsTest {
    private static final TenantId OTHER = new TenantId(8);

    private final HandClock clock = new HandClock(Rig.DAWN);
    private final ScriptedFaults faults = new ScriptedFaults();
    private final Rig rig = Rig.alone(new FaultyStore(new MemoryStore(clock::now), faults), clock);

    private ExecutionKey others() {
        return new ExecutionKey(OTHER, rig.newKey().id());
    }

    /** F4: ten cycles at most; a cycle is a group of commits here. */
    @Test
    void aStartIsDurableWithinTenGroupsWhateverIsStarted() {
        List<CompletableFuture<Reply.Answer>> flood = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            flood.add(rig.start(rig.newKey(), "activity", "activity"));
        }
        ExecutionKey single = others();
        CompletableFuture<Reply.Answer> started = rig.start(single, "activity");
        clock.settle();

        assertThat(started).isCompletedWithValue(new Reply.Accepted());
        assertThat(flood).allSatisfy(each -> assertThat(each).isCompletedWithValue(new Reply.Accepted()));
        assertThat(groupOf(single)).isLessThanOrEqualTo(10);
        assertThat(faults.groups()).hasSizeGreaterThan(300);
    }

    @Test
    void aCompletionIsDurableInTheNextGroupsWhateverIsCompleted() {
        List<ExecutionKey> flood = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            flood.add(rig.newKey());
        }
        flood.forEach(each -> rig.start(each, "activity", "activity"));
        ExecutionKey single = others();
        rig.start(single, "activity");
        clock.settle();
        int before = faults.groups().size();

        flood.forEach(each -> rig.succeed(each, new TaskRef(3, 0)));
        CompletableFuture<Reply.Answer> done = rig.succeed(single, new TaskRef(3, 0));
        clock.settle();

        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(lastGroupOf(single) - before).isLessThanOrEqualTo(2);
    }

    private int groupOf(ExecutionKey key) {
        for (int i = 0; i < faults.groups().size(); i++) {
            if (holds(faults.groups().get(i), key)) {
                return i;
            }
        }
        throw new AssertionError("it was never written");
    }

    private int lastGroupOf(ExecutionKey key) {
        for (int i = faults.groups().size() - 1; i >= 0; i--) {
            if (holds(faults.groups().get(i), key)) {
                return i;
            }
        }
        throw new AssertionError("it was never written");
    }

    private static boolean holds(List<TurnCommit> group, ExecutionKey key) {
        return group.stream().anyMatch(turn -> turn.key().equals(key));
    }
}
