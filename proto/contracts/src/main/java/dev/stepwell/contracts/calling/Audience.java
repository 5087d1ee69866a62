package dev.stepwell.contracts.calling;

/**
 * Whoever listens to a {@link Watch}.
 *
 * @param <A> what it is told
 */
public interface Audience<A> {
    /** Tells it something, and waits while it is slow. False when it has gone: then nothing more need be said. */
    boolean hear(A message);

    /** Runs this once when it goes, on any thread; at once when it has gone. */
    void whenGone(Runnable action);
}
