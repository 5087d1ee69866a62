package dev.stepwell.asl.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import java.util.Optional;

/**
 * Where a distributed Map takes its items from, how it groups them, and where it puts results.
 *
 * @param reader without one the items are in the input
 * @param batcher without one every item is an execution of its own
 * @param writer without one the results are the output
 */
public record ItemParts(Optional<Reader> reader, Optional<Batcher> batcher, Optional<Writer> writer) {
    /**
     * ItemReader.
     *
     * @param resource what reads, such as {@code arn:aws:states:::s3:getObject}
     * @param arguments what is to be read
     * @param maxItems a non-negative integer; 0 means all
     * @param config the ReaderConfig as written
     */
    public record Reader(
            String resource, Optional<Expression> arguments, Optional<Expression> maxItems, ObjectNode config) {}

    /** ItemBatcher. Both bounds are non-negative integers. */
    public record Batcher(
            Optional<Expression> mostItems, Optional<Expression> mostBytes, Optional<Expression> batchInput) {}

    /**
     * ResultWriter.
     *
     * @param resource without one nothing is written, and the configuration shapes the output
     * @param arguments where results are put
     * @param config the WriterConfig as written
     */
    public record Writer(Optional<String> resource, Optional<Expression> arguments, ObjectNode config) {}
}
