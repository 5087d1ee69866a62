package dev.stepwell.asl.read;

/**
 * Where a flow stands.
 *
 * @param express whether it is run by an express execution
 * @param depth how many flows it stands in
 */
record Nesting(boolean express, int depth) {
    /** The deepest flow that is read. */
    static final int MAX_DEPTH = 50;

    /** A flow inside this one, run by the same execution. */
    Nesting inner() {
        return new Nesting(express, depth + 1);
    }

    /** A flow inside this one, run by child executions. */
    Nesting child(boolean expressChild) {
        return new Nesting(expressChild, depth + 1);
    }
}
