package dev.stepwell.execution.ports;

import dev.stepwell.names.TenantId;
import java.util.function.Supplier;

/** Where what may compute for long is computed, so that one tenant's expressions do not stand in the way of another's. */
public interface Computing {
    /** On the thread that asks, whoever it is for. */
    Computing HERE = new Computing() {
        @Override
        public <T> T compute(TenantId tenant, Supplier<T> work) {
            return work.get();
        }
    };

    /** Computes, and returns the result or throws what the work threw. The thread that asks waits meanwhile. */
    <T> T compute(TenantId tenant, Supplier<T> work);
}
