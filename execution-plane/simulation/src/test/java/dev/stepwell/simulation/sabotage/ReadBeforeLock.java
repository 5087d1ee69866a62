package dev.stepwell.simulation.sabotage;

import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.ExecutionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A store in which an execution is read some time before it is locked, and not again after (conductor#208): what the next one to take it reads
 * is how it stood when it was read the time before.
 */
final class ReadBeforeLock extends NoFencing {
    private final Map<ExecutionKey, LoadedRun> read = new HashMap<>();

    ReadBeforeLock(Store store) {
        super(store);
    }

    @Override
    public Optional<LoadedRun> load(ExecutionKey key) {
        Optional<LoadedRun> now = store.load(key);
        Optional<LoadedRun> before = Optional.ofNullable(read.get(key));
        now.ifPresent(run -> read.put(key, run));
        return before.or(() -> now);
    }
}
