package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.Loaded;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads executions that are not in memory, as the committer writes them: what is asked for, then what has been asked for meanwhile,
 * many at once and never waiting on a timer.
 */
final class Loader {
    /** How many groups may be under way at once. */
    private static final int LANES = 3;

    /** The most executions of a group: each may have a long history. */
    private static final int GROUP = 24;

    private final Store store;
    private final Clock clock;
    private final Supplier<Incarnation> me;
    private final ArrayDeque<Asked> queue = new ArrayDeque<>();
    private int busyLanes;

    Loader(Store store, Clock clock, Supplier<Incarnation> me) {
        this.store = store;
        this.clock = clock;
        this.me = me;
    }

    /**
     * What came of it.
     *
     * @param loaded what the store has; nothing when there is no such execution
     * @param failure why the store could not be asked
     */
    record Result(Optional<Loaded> loaded, Optional<RuntimeException> failure) {
        /** Throws {@link NotDone.Unknown} when there is no such execution, and what the store has thrown. */
        Loaded get() {
            failure.ifPresent(why -> {
                throw why;
            });
            return loaded.orElseThrow(NotDone.Unknown::new);
        }
    }

    private record Asked(ExecutionKey key, Consumer<Result> listener) {}

    /** Asks for an execution. The listener is called once, in a task of its own. */
    void load(ExecutionKey key, Consumer<Result> listener) {
        synchronized (this) {
            queue.add(new Asked(key, listener));
            if (busyLanes >= LANES) {
                return;
            }
            busyLanes++;
        }
        clock.soon(this::lane);
    }

    private void lane() {
        Map<ExecutionKey, Consumer<Result>> group = next();
        if (group.isEmpty()) {
            return;
        }
        Map<ExecutionKey, Loaded> found = Map.of();
        @Nullable RuntimeException failure = null;
        try {
            found = store.load(group.keySet(), me.get());
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Map.Entry<ExecutionKey, Consumer<Result>> asked : group.entrySet()) {
            Result result = new Result(Optional.ofNullable(found.get(asked.getKey())), Optional.ofNullable(failure));
            clock.soon(() -> asked.getValue().accept(result));
        }
        clock.soon(this::lane);
    }

    /** The next group, in which each execution is once; the lane is closed when it is empty. */
    private synchronized Map<ExecutionKey, Consumer<Result>> next() {
        Map<ExecutionKey, Consumer<Result>> group = new LinkedHashMap<>();
        for (Iterator<Asked> i = queue.iterator(); i.hasNext() && group.size() < GROUP; ) {
            Asked asked = i.next();
            if (group.putIfAbsent(asked.key, asked.listener) == null) {
                i.remove();
            }
        }
        if (group.isEmpty()) {
            busyLanes--;
        }
        return group;
    }
}
