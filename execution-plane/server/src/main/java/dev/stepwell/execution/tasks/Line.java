package dev.stepwell.execution.tasks;

import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The polls of one line, in the order in which they came, and who stays on for its tasks. Guarded by its {@link TaskPolls}. */
final class Line {
    /**
     * Whose line it is.
     *
     * @param tenant whose line
     * @param line which
     */
    record Name(TenantId tenant, TaskLine line) {}

    private final Name name;
    private final ArrayDeque<Poll> parked = new ArrayDeque<>();
    private final ArrayDeque<Shift> shifts = new ArrayDeque<>();
    private int busy;

    Line(Name name) {
        this.name = name;
    }

    Name name() {
        return name;
    }

    /** How many polls are in it, those to which a task is just being handed out among them. */
    int polls() {
        return parked.size() + busy;
    }

    /** How many are in it who stay. */
    int shifts() {
        return shifts.size();
    }

    boolean isEmpty() {
        return polls() == 0 && shifts.isEmpty();
    }

    /** Whether somebody waits for a task. */
    boolean waits() {
        return !parked.isEmpty() || shifts.stream().anyMatch(shift -> shift.credit > 0);
    }

    void park(Poll poll) {
        parked.addLast(poll);
    }

    void join(Shift shift) {
        shifts.addLast(shift);
    }

    void leave(Shift shift) {
        shifts.remove(shift);
    }

    /** Parks a poll again that was to get a task and did not. */
    void parkAgain(Poll poll) {
        Shift shift = poll.shift();
        if (shift == null) {
            busy--;
            parked.addFirst(poll);
        } else {
            shift.busy--;
            shift.credit++;
        }
    }

    /** The poll that has waited longest, which is busy from now on; else one of those who stay, each in turn. */
    @Nullable
    Poll call(TaskPolls desk) {
        Poll poll = parked.pollFirst();
        if (poll != null) {
            busy++;
            return poll;
        }
        for (int left = shifts.size(); left > 0; left--) {
            Shift shift = shifts.removeFirst();
            shifts.addLast(shift);
            if (shift.credit > 0) {
                shift.credit--;
                shift.busy++;
                return new Poll(desk, this, shift);
            }
        }
        return null;
    }

    /** A poll has got its task, or none. */
    void endBusy(Poll poll) {
        Shift shift = poll.shift();
        if (shift == null) {
            busy--;
        } else {
            shift.busy--;
        }
    }

    boolean remove(Poll poll) {
        return parked.remove(poll);
    }

    /** Takes out all polls whose time is up. */
    List<Poll> takeOver(Instant now) {
        List<Poll> over = new ArrayList<>();
        for (Iterator<Poll> i = parked.iterator(); i.hasNext(); ) {
            Poll poll = i.next();
            if (poll.isOver(now)) {
                i.remove();
                over.add(poll);
            }
        }
        return over;
    }
}
