package dev.stepwell.asl.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** ItemProcessor (or the older Iterator) of a Map: what is done with one item, and where. */
public sealed interface Processor {
    /** The states that one item goes through. */
    Flow flow();

    /** Iterations are part of the parent's history. */
    record Inline(Flow flow) implements Processor {}

    /**
     * Every batch of items is a child execution of a map run.
     *
     * @param express whether children are express executions
     * @param label the Label, part of the children's machine ARN
     * @param parts ItemReader, ItemBatcher and ResultWriter
     * @param settings the same as written
     */
    record Distributed(Flow flow, boolean express, Optional<String> label, ItemParts parts, ObjectNode settings)
            implements Processor {}
}
