package dev.stepwell.gateway.guard;

import java.util.Set;

/** Tells which keys are not good any more. */
@FunctionalInterface
public interface EndedKeys {
    /**
     * Those of the keys that were taken back, have run out, or are of a tenant that may do nothing, as of now. A
     * {@code ServiceUnavailable} fault when nobody can be asked.
     */
    Set<String> among(Set<String> keyIds);
}
