package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs that wait for an execution's next turn, bounded. Not for several threads: its {@link Held} guards it. */
final class Mailbox {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private int oneByOne;

    /** The look into the inbox that waits, if one does. */
    private @Nullable Waiting look;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Adds an input unless the mailbox is full. Prompts always fit, as they carry nothing. A look into the inbox joins the one that waits: a
     * map run is told of thousands of letters, and one look sees them all.
     */
    boolean add(Waiting input, Bounds bounds) {
        if (input.input() instanceof Input.Inbox) {
            Waiting before = look;
            if (before != null) {
                before.answer().whenComplete((done, failure) -> join(input, done, failure));
                return true;
            }
            look = input;
        }
        boolean full = waiting.size() >= bounds.mailboxInputs() || bytes >= bounds.mailboxBytes();
        if (full && !input.isPrompt()) {
            return false;
        }
        waiting.add(input);
        bytes += input.bytes();
        return true;
    }

    private static void join(Waiting input, Reply.@Nullable Answer done, @Nullable Throwable failure) {
        if (failure == null) {
            input.answer().complete(Objects.requireNonNull(done));
        } else {
            input.answer().completeExceptionally(failure);
        }
    }

    /** Takes the inputs of the next turn out, in order; one alone while a group is being taken apart. */
    List<Waiting> take(int max) {
        int count = Math.min(oneByOne > 0 ? 1 : max, waiting.size());
        oneByOne = Math.max(0, oneByOne - count);
        List<Waiting> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Waiting input = waiting.remove();
            bytes -= input.bytes();
            look = input == look ? null : look;
            batch.add(input);
        }
        return batch;
    }

    /** Puts inputs back to the front, whether or not they fit: they had been taken in. */
    void putBack(List<Waiting> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            waiting.addFirst(batch.get(i));
            bytes += batch.get(i).bytes();
        }
    }

    /** The next inputs, as many, come one at a time: one of them spoils the turn of the others. */
    void takeApart(int count) {
        oneByOne = count;
    }
}
