package dev.stepwell.engine.swf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.TerminatedCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many events, and how many calls, work takes in AWS. */
final class CountsTest {
    private final SwfWorld world = new SwfWorld(SwfWorld.limits(400));

    private static Sent activity(String id) {
        return Sent.admitted(new Decision.ScheduleActivityTask(
                new SwfType("work", "1"),
                id,
                Optional.empty(),
                Optional.empty(),
                DecisionReader.ACTIVITY,
                new Registered.Active<>(DecisionReader.ACTIVITY)));
    }

    private static Sent completion() {
        return Sent.admitted(new Decision.CompleteWorkflowExecution(Optional.empty()));
    }

    /** A call each: the start, two for every decision task and two for every activity task. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 30})
    void activitiesOneAfterAnother(int n) {
        int calls = 1;
        world.start(SwfWorld.facts(SwfWorld.settings(), Optional.empty()));
        for (int i = 0; i < n; i++) {
            world.decide(List.of(activity("a" + i)));
            world.complete("a" + i, Optional.empty());
            calls += 4;
        }
        world.decide(List.of(completion()));
        calls += 2;
        assertThat(world.run.lastEvent).isEqualTo(6L * n + 5);
        assertThat(calls).isEqualTo(4 * n + 3);
    }

    /** However many end while no decider has been given them, one decision task shows them all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void activitiesAtOnce(int n) {
        world.start(SwfWorld.facts(SwfWorld.settings(), Optional.empty()));
        List<Sent> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(activity("a" + i));
        }
        world.decide(all);
        for (int i = 0; i < n; i++) {
            world.complete("a" + i, Optional.empty());
        }
        world.decide(List.of(completion()));
        assertThat(world.run.lastEvent).isEqualTo(3L * n + 8);
    }

    @Test
    void aHistoryThatIsFullEndsTheRun() {
        SwfWorld small = new SwfWorld(new Limits(262_144, 12, 400, 40));
        small.start(SwfWorld.facts(SwfWorld.settings(), Optional.empty()));
        small.decide(List.of(activity("a")));
        small.complete("a", Optional.empty());
        small.decide(List.of(activity("b"), activity("c"), activity("d")));
        WellFormed.check(small.records);
        assertThat(small.records).hasSize(12);
        assertThat(small.records.getLast().change())
                .isInstanceOfSatisfying(
                        SwfExecutionChange.Terminated.class,
                        ended -> assertThat(ended.cause()).isEqualTo(TerminatedCause.EVENT_LIMIT_EXCEEDED));
        assertThat(small.records).anyMatch(record -> record.change() instanceof DecisionTaskChange.Completed);
    }
}
