package dev.stepwell.rig.proxy;

import java.util.Set;

/** What becomes of bytes on a link. */
public sealed interface Fault {
    /** Which way bytes go. */
    enum Way {
        /** From the client to the server. */
        THERE,
        /** From the server to the client. */
        BACK
    }

    /** A link as it should be. */
    Fault NONE = new None();

    /** All bytes pass at once. */
    record None() implements Fault {}

    /**
     * Each piece comes late, by so much and up to so much more.
     *
     * @param millis the least delay
     * @param jitter the most that is added, in milliseconds
     * @param bytesPerSecond how many pass in a second; 0 is as many as come
     */
    record Slow(int millis, int jitter, int bytesPerSecond) implements Fault {}

    /** Bytes are lost while connections stay open, as when a cable is pulled; what was lost on a connection ends it when it is mended. */
    record BlackHole(Set<Way> ways) implements Fault {
        /** Nothing passes either way. */
        public static BlackHole both() {
            return new BlackHole(Set.of(Way.THERE, Way.BACK));
        }

        /** Nothing passes this way. */
        public static BlackHole of(Way way) {
            return new BlackHole(Set.of(way));
        }
    }

    /** Each connection is reset once so many bytes have passed either way, in the middle of whatever they were. */
    record CutAfter(long bytes) implements Fault {}

    /**
     * One COMMIT in so many is done and its reply swallowed, with the connection.
     *
     * @param one how many commits there are to each that is struck
     */
    record CommitUnanswered(int one) implements Fault {}

    /**
     * One COMMIT in so many never arrives, and its connection is reset: to the client the same as {@link CommitUnanswered}.
     *
     * @param one how many commits there are to each that is struck
     */
    record CommitLost(int one) implements Fault {}
}
