package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.Birth;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution as this node has it: its mailbox and, between turns, its state. While it is busy exactly one task works on it; only
 * that one touches what is not guarded by the monitor.
 */
final class Held {
    /** What became of an input that was to be taken in. */
    enum Taken {
        /** It waits; somebody is at work already. */
        QUEUED,
        /** It waits, and it is for the caller to start the work. */
        WAKES,
        /** The mailbox is full. */
        FULL,
        /** This object is out of use. */
        GONE
    }

    private final ExecutionKey key;
    private final Mailbox mailbox = new Mailbox();
    private boolean busy;
    private boolean gone;

    /** The state; absent when it has to be loaded. Belongs to the working task. */
    @Nullable
    Live<?> live;

    /** Present until the first turn is durable. Belongs to the working task. */
    @Nullable
    Birth birth;

    /** How often in a row a turn came to nothing. Belongs to the working task. */
    int failures;

    /** Until when it rests, although something waits. Belongs to the working task. */
    Instant restsUntil = Instant.MIN;

    Held(ExecutionKey key, @Nullable Birth birth) {
        this.key = key;
        this.birth = birth;
    }

    ExecutionKey key() {
        return key;
    }

    synchronized Taken add(Waiting input, Bounds bounds) {
        if (gone) {
            return Taken.GONE;
        }
        if (!mailbox.add(input, bounds)) {
            return Taken.FULL;
        }
        boolean wakes = !busy;
        busy = true;
        return wakes ? Taken.WAKES : Taken.QUEUED;
    }

    synchronized List<Waiting> take(int max) {
        return mailbox.take(max);
    }

    synchronized void putBack(List<Waiting> batch) {
        mailbox.putBack(batch);
    }

    synchronized void takeApart(List<Waiting> batch) {
        mailbox.putBack(batch);
        mailbox.takeApart(batch.size());
    }

    /** Ends the work if nothing waits; with {@code forGood} the object is out of use afterwards. Returns whether it ended. */
    synchronized boolean rest(boolean forGood) {
        if (!mailbox.isEmpty()) {
            return false;
        }
        busy = false;
        gone = gone || forGood;
        return true;
    }

    /** Takes the object out of use if nobody works on it. Returns whether it is out of use. */
    synchronized boolean retireIdle() {
        gone = gone || !busy;
        return gone;
    }

    /** Takes the object out of use; if somebody works on it, the working task finds that and moves on what waits. */
    synchronized void retire() {
        gone = true;
    }

    /** Takes the object out of use, as the working task, and returns all that waits. */
    synchronized List<Waiting> retireBusy() {
        gone = true;
        busy = false;
        List<Waiting> all = new ArrayList<>();
        while (!mailbox.isEmpty()) {
            all.addAll(mailbox.take(Integer.MAX_VALUE));
        }
        return all;
    }

    synchronized boolean isGone() {
        return gone;
    }
}
