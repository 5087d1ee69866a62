package dev.stepwell.execution.turns;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The inputs that wait for an execution's next turn, bounded. Not for several threads: its {@link Held} guards it. */
final class Mailbox {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private int oneByOne;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Adds an input unless the mailbox is full. Prompts always fit, as they carry nothing. */
    boolean add(Waiting input, Bounds bounds) {
        boolean full = waiting.size() >= bounds.mailboxInputs() || bytes >= bounds.mailboxBytes();
        if (full && !input.isPrompt()) {
            return false;
        }
        waiting.add(input);
        bytes += input.bytes();
        return true;
    }

    /** Takes the inputs of the next turn out, in order; one alone while a group is being taken apart. */
    List<Waiting> take(int max) {
        int count = Math.min(oneByOne > 0 ? 1 : max, waiting.size());
        oneByOne = Math.max(0, oneByOne - count);
        List<Waiting> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Waiting input = waiting.remove();
            bytes -= input.bytes();
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
