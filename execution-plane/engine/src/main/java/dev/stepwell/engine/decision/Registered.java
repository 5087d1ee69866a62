package dev.stepwell.engine.decision;

/**
 * What is registered under the name and version of a type.
 *
 * @param <D> the defaults that a registration gives
 */
public sealed interface Registered<D> {
    /** Nothing is, or no longer. */
    record Unknown<D>() implements Registered<D> {}

    /** A type that nothing new may begin with. */
    record Deprecated<D>() implements Registered<D> {}

    /** A type with its defaults. */
    record Active<D>(D defaults) implements Registered<D> {}
}
