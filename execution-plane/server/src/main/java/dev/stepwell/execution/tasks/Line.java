package dev.stepwell.execution.tasks;

import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The polls of one activity, in the order in which they came. Guarded by its {@link ActivityPolls}. */
final class Line {
    /**
     * Whose line it is.
     *
     * @param tenant whose activity
     * @param activityArn which
     */
    record Name(TenantId tenant, String activityArn) {}

    private final Name name;
    private final ArrayDeque<Poll> parked = new ArrayDeque<>();
    private int busy;

    Line(Name name) {
        this.name = name;
    }

    Name name() {
        return name;
    }

    /** How many polls are in it, those to which a task is just being handed out among them. */
    int size() {
        return parked.size() + busy;
    }

    boolean isParkedEmpty() {
        return parked.isEmpty();
    }

    void park(Poll poll) {
        parked.addLast(poll);
    }

    /** Parks a poll again that was to get a task and did not. */
    void parkAgain(Poll poll) {
        busy--;
        parked.addFirst(poll);
    }

    /** The poll that has waited longest, which is busy from now on. */
    @Nullable
    Poll call() {
        Poll poll = parked.pollFirst();
        if (poll != null) {
            busy++;
        }
        return poll;
    }

    void endBusy() {
        busy--;
    }

    boolean remove(Poll poll) {
        return parked.remove(poll);
    }

    /** Takes out all whose time is up. */
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
