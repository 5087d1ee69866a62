package dev.stepwell.engine.fork;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of an execution in their order and keeps the places at which it can be forked: the state of the machine's own flow
 * that was entered last, and the last entry of the one that is wanted. What happens inside of a Parallel or Map belongs to the state around
 * it, and variables of the machine's own scope change only when such a state is left, so the events tell all that it takes.
 */
public final class ForkPoints {
    /** The frame of the machine's own flow. */
    private static final int OWN = 0;

    private final String startAt;
    private final Optional<String> wanted;
    private final Map<String, Payload> variables = new LinkedHashMap<>();
    private @Nullable ForkPoint last;
    private @Nullable ForkPoint lastWanted;
    private long lastEvent;

    /**
     * Nothing is read yet.
     *
     * @param startAt of the machine
     * @param wanted the state to look for, if it is not the one entered last
     */
    public ForkPoints(String startAt, Optional<String> wanted) {
        this.startAt = startAt;
        this.wanted = wanted;
    }

    /** Takes the next event; records that are no events say nothing here. */
    public void take(JournalRecord event) {
        lastEvent = Math.max(lastEvent, event.eventId());
        if (event.change() instanceof ExecutionChange.Started started) {
            variables.putAll(started.variables());
            String state = started.facts().beginning().map(Beginning::state).orElse(startAt);
            enter(state, started.input(), event.eventId());
        } else if (event.change() instanceof StateChange.Entered entered && entered.frame() == OWN) {
            enter(entered.name(), entered.input(), event.eventId());
        } else if (event.change() instanceof StateChange.Exited exited && exited.frame() == OWN) {
            variables.putAll(exited.assigned());
        }
    }

    private void enter(String state, Payload input, long eventId) {
        last = new ForkPoint(state, input, variables, eventId);
        if (wanted.filter(state::equals).isPresent()) {
            lastWanted = last;
        }
    }

    /**
     * Where to fork: at the last entry of the wanted state, or of any if none is wanted. Empty when there is no such entry.
     */
    public Optional<ForkPoint> found() {
        return Optional.ofNullable(wanted.isPresent() ? lastWanted : last);
    }

    /**
     * Where to fork at a state that was never entered: with the variables as they are at the last event taken.
     *
     * @param input of that state, of which the history knows nothing
     */
    public ForkPoint elsewhere(String state, Payload input) {
        return new ForkPoint(state, input, variables, lastEvent);
    }

    /** The last event taken; 0 before the first. */
    public long lastEvent() {
        return lastEvent;
    }
}
