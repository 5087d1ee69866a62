package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.swf.effects.OpenRuns;
import dev.stepwell.names.ExecutionKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds runs for whoever asks about one. What a run is never changes, so it is remembered. */
final class Runs {
    private static final int REMEMBERED = 10_000;

    private final Store store;
    private final OpenRuns open;
    private final Map<ExecutionKey, StartFacts> facts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ExecutionKey, StartFacts> eldest) {
            return size() > REMEMBERED;
        }
    };

    Runs(Store store) {
        this.store = store;
        this.open = new OpenRuns(store);
    }

    /** The open run that is meant, if there is one. */
    Optional<ExecutionKey> open(Caller caller, OpenRuns.Target target) {
        return Waits.read(() -> open.find(caller.tenant(), target));
    }

    /** Remembers what a run is that is just born here. */
    void committed(TurnCommit turn) {
        turn.birth()
                .map(Birth::facts)
                .filter(fact -> fact.swf().isPresent())
                .ifPresent(fact -> remember(turn.key(), fact));
    }

    private void remember(ExecutionKey key, StartFacts fact) {
        synchronized (facts) {
            facts.put(key, fact);
        }
    }

    /** What a run is; nothing when there is no such run. */
    Optional<StartFacts> facts(ExecutionKey key) {
        synchronized (facts) {
            StartFacts known = facts.get(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<StartFacts> found = Waits.read(() -> store.find(key))
                .map(ExecutionRow::facts)
                .filter(fact -> fact.swf().isPresent());
        found.ifPresent(fact -> remember(key, fact));
        return found;
    }
}
