package dev.stepwell.control.mocks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A profile of a machine.
 *
 * @param revisionId what it says now
 * @param stateNames the states that it mocks, in the order of their names
 * @param created when it was made
 * @param updated when it was put last
 */
public record MockProfile(String name, UUID revisionId, List<String> stateNames, Instant created, Instant updated) {
    public MockProfile {
        stateNames = List.copyOf(stateNames);
    }
}
