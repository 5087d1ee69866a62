package dev.stepwell.engine.asl;

import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.turn.Payload;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One flow on its way: the machine's own, a branch of a Parallel, or an iteration of a Map. Changed by {@link Fold} alone. */
final class Frame {
    /** The parent of the machine's own frame. */
    static final int NO_PARENT = -1;

    /** A task that is not mocked. */
    static final int REAL = -1;

    final int id;
    final int parent;

    /** The number of the branch or iteration. */
    final int index;

    final Flow flow;

    /** The frames of the branches or iterations that run now, by id. */
    final TreeSet<Integer> children = new TreeSet<>();

    String stateName;
    Step step = new Step.Enter();

    /** The raw input of the state, and after its exit the output. */
    Payload data;

    /** The event that the next event of this frame follows. */
    long last;

    long enteredEvent;

    /** The event that the state's entry followed. */
    long enteredAfter;

    Instant enteredAt = Instant.EPOCH;

    /** Which of the mocked attempts at its state the open task is; {@link #REAL} when it is none. */
    int mockedAttempt = REAL;

    /** How often each retrier of the state has answered. */
    int[] retries = {};

    /** The variables of this frame's own scope. */
    final Map<String, Payload> variables = new HashMap<>();

    /** Where its fan-out stood when a part of it failed, as long as the parts are kept: a redrive goes on from there. */
    @Nullable
    Step fanOut;

    /** The fan-out around it is failing: it does nothing more. */
    boolean halted;

    /** The event of its state's abort has been written. */
    boolean stateAborted;

    /** The event of its map run's abort has been written. */
    boolean runAborted;

    /** The event of its iteration's end has been written. */
    boolean iterationClosed;

    Frame(int id, int parent, int index, Flow flow, Payload data, long last) {
        this.id = id;
        this.parent = parent;
        this.index = index;
        this.flow = flow;
        this.stateName = flow.startAt();
        this.data = data;
        this.last = last;
    }

    boolean isRoot() {
        return parent == NO_PARENT;
    }

    State state() {
        return flow.state(stateName);
    }

    /** Whether the open task only pretends: nobody outside hears of it, and nobody's answer counts. */
    boolean isMocked() {
        return mockedAttempt != REAL;
    }

    int retryCount() {
        int sum = 0;
        for (int count : retries) {
            sum += count;
        }
        return sum;
    }

    Step.@Nullable Working working() {
        return step instanceof Step.Working working ? working : null;
    }
}
