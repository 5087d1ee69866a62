package dev.stepwell.asl.expression;

import dev.stepwell.asl.finding.Written;
import java.util.Optional;

/**
 * A query language: turns what is written in a definition into expressions, conditions and shapings. Whatever is wrong is reported to
 * the {@link Written} it stands in; the answer then need only be safe to hold, since a definition with findings is never run.
 */
public interface Language {
    /**
     * How a state shapes its data.
     *
     * @param argumentsShapeBody whether Parameters or Arguments make what the body works on; in a Map they make its items
     */
    Shaping shaping(Written state, boolean argumentsShapeBody);

    /** How a catcher shapes the error output. */
    Shaping catcherShaping(Written catcher);

    /** A Choice rule's own Output and Assign; empty when it has none and the state's shaping holds. */
    Optional<Shaping> ruleShaping(Written rule, Shaping ofState);

    /** When a Choice rule matches; empty when it is wrong. */
    Optional<Condition> condition(Written rule);

    /** The value of a field, written out or by reference; empty when it is not there or wrong. */
    Optional<Expression> value(Written owner, Field field);

    /** The fields that may be written out or computed; their expressions give values of the right type or fail as AWS fails. */
    enum Field {
        /** A non-negative integer. */
        SECONDS,
        /** A timestamp that {@link Timestamps#lenient} reads. */
        TIMESTAMP,
        /** A positive integer. */
        TIMEOUT_SECONDS,
        /** A positive integer. */
        HEARTBEAT_SECONDS,
        /** A string. */
        ERROR,
        /** A string. */
        CAUSE,
        /** The RoleArn of Credentials: a string. */
        ROLE_ARN,
        /** What a Map runs over: an array; always there, the state's input by default. */
        ITEMS,
        /** What one item becomes. */
        ITEM_SELECTOR,
        /** A non-negative integer. */
        MAX_CONCURRENCY,
        /** A non-negative integer. */
        TOLERATED_FAILURE_COUNT,
        /** A number between 0 and 100. */
        TOLERATED_FAILURE_PERCENTAGE,
        /** Parameters or Arguments of an ItemReader or a ResultWriter: what is read, or where results are put. */
        PART_ARGUMENTS,
        /** MaxItems of a ReaderConfig: a non-negative integer. */
        MAX_ITEMS,
        /** Of an ItemBatcher: a non-negative integer. */
        MAX_ITEMS_PER_BATCH,
        /** Of an ItemBatcher: a non-negative integer. */
        MAX_INPUT_BYTES_PER_BATCH,
        /** What every batch of an ItemBatcher is given beside its items. */
        BATCH_INPUT
    }
}
