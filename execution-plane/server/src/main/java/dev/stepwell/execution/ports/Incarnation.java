package dev.stepwell.execution.ports;

import java.util.UUID;

/**
 * One life of a node: a node that is started again is another incarnation, so that what its predecessor still has under way is
 * fenced off.
 */
public record Incarnation(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
