package dev.stepwell.execution.journal;

import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ports.Store;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

class MemoryStoreTest extends StoreConformance {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());

    @Override
    Store newStore() {
        return new MemoryStore(time::get);
    }

    @Override
    void tick() {
        time.updateAndGet(now -> now.plusMillis(1));
    }
}
