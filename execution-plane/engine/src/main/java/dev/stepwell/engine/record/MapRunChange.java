package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What happens to a map run between its start and its end. None is an event, and none is of a single item: there may be a hundred
 * million of those.
 */
public sealed interface MapRunChange extends Change {
    /**
     * The input of one child.
     *
     * @param items how many items went into it
     */
    record Batch(Payload input, int items) {}

    /**
     * Items have been read and made into inputs of children.
     *
     * @param cursor where reading goes on
     * @param last whether there are no more
     * @param batches the inputs of the next children
     * @param open items that wait for others to fill a batch with them
     */
    record ItemsRead(String cursor, boolean last, List<Batch> batches, List<Payload> open) implements MapRunChange {
        public ItemsRead {
            batches = List.copyOf(batches);
            open = List.copyOf(open);
        }
    }

    /**
     * Children are to be started: all before this one that have not been.
     *
     * @param until the number of the first that is not yet
     */
    record ChildrenStarted(int until) implements MapRunChange {}

    /**
     * The end of a child.
     *
     * @param output present when it succeeded and the output of the run still has room for it
     */
    record ChildEnd(int child, RunStatus status, Optional<Payload> output) {}

    /** Children have ended. */
    record ChildrenEnded(List<ChildEnd> ends) implements MapRunChange {
        public ChildrenEnded {
            ends = List.copyOf(ends);
        }
    }

    /** UpdateMapRun. */
    record Updated(OptionalInt maxConcurrency, OptionalLong toleratedCount, OptionalDouble toleratedPercentage)
            implements MapRunChange {}
}
