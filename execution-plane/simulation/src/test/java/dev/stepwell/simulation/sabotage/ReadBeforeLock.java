package dev.stepwell.simulation.sabotage;

import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A store in which an execution is read some time before it is locked, and not again after (conductor#208): what the next one to take it reads
 * is how it stood when it was read the time before. The lock itself is respected: while another node that lives has the execution, nothing is
 * written.
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

    @Override
    TurnCommit fitting(TurnCommit turn) {
        Optional<Incarnation> owner =
                store.find(turn.key()).map(ExecutionRow::lease).flatMap(ExecutionRow.Lease::owner);
        boolean locked = owner.isPresent()
                && !owner.get().equals(turn.fence().owner())
                && store.nodes().stream().anyMatch(node -> node.incarnation().equals(owner.get()));
        return locked ? turn : super.fitting(turn);
    }
}
