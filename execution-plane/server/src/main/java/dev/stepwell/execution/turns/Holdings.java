package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.Birth;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The executions this node has at hand. Idle ones are kept under a byte budget and dropped in the order in which they fell idle,
 * without any write: the node stays their owner.
 */
final class Holdings {
    private final ConcurrentHashMap<ExecutionKey, Held> all = new ConcurrentHashMap<>();
    private final LinkedHashMap<ExecutionKey, Resting> idle = new LinkedHashMap<>();
    private final long budget;
    private long idleBytes;

    Holdings(long budget) {
        this.budget = budget;
    }

    private record Resting(Held held, long bytes) {}

    /** The execution, held from now on if it was not. */
    Held hold(ExecutionKey key) {
        return all.computeIfAbsent(key, k -> new Held(k, null));
    }

    /** The execution if it is held. */
    @Nullable
    Held find(ExecutionKey key) {
        return all.get(key);
    }

    /** A new execution; nothing when it is held already. */
    Optional<Held> unborn(ExecutionKey key, Birth birth) {
        Held held = new Held(key, birth);
        return all.putIfAbsent(key, held) == null ? Optional.of(held) : Optional.empty();
    }

    /** Lets go of an execution that is out of use. */
    void remove(Held held) {
        all.remove(held.key(), held);
        forgetIdle(held.key());
    }

    /** Notes that an execution has fallen idle, and drops the longest idle ones if the budget asks for it. */
    void rests(Held held, long bytes) {
        for (Held out : makeRoom(held, bytes)) {
            if (out.retireIdle()) {
                all.remove(out.key(), out);
            }
        }
    }

    private synchronized List<Held> makeRoom(Held held, long bytes) {
        forgetIdle(held.key());
        idle.put(held.key(), new Resting(held, bytes));
        idleBytes += bytes;
        List<Held> out = new ArrayList<>();
        var eldest = idle.values().iterator();
        while (idleBytes > budget && eldest.hasNext()) {
            Resting resting = eldest.next();
            eldest.remove();
            idleBytes -= resting.bytes;
            out.add(resting.held);
        }
        return out;
    }

    /** Notes that an execution is at work again. */
    synchronized void forgetIdle(ExecutionKey key) {
        Resting resting = idle.remove(key);
        if (resting != null) {
            idleBytes -= resting.bytes;
        }
    }

    /** Lets go of everything, and returns it. */
    List<Held> dropAll() {
        synchronized (this) {
            idle.clear();
            idleBytes = 0;
        }
        List<Held> dropped = new ArrayList<>();
        for (Map.Entry<ExecutionKey, Held> entry : all.entrySet()) {
            if (all.remove(entry.getKey(), entry.getValue())) {
                dropped.add(entry.getValue());
            }
        }
        return dropped;
    }

    /** How many executions are at hand. */
    int size() {
        return all.size();
    }
}
