package dev.stepwell.simulation.workflow;

/**
 * One thing that a decider wants done. What comes of it is the letter that its {@code ends} says; whatever else comes of it in a world where
 * things go wrong, the decider has it done once more.
 */
public sealed interface Item {
    /** What comes of it in the end. */
    char letter();

    /** An activity task. */
    record Activity(Work work) implements Item {
        @Override
        public char letter() {
            return switch (work) {
                case DONE, FAILS_ONCE, BEATS -> 'd';
                case FAILS -> 'f';
                case GOES_QUIET, NEVER_ENDS, NOBODY_TAKES -> 't';
                case CANCELED -> 'x';
            };
        }
    }

    /** How a worker does an activity task. */
    enum Work {
        /** Does it. */
        DONE,
        /** Fails at the first try. */
        FAILS_ONCE,
        /** Fails. */
        FAILS,
        /** Takes long and gives heartbeats meanwhile. */
        BEATS,
        /** Gives a heartbeat and is never heard of again. */
        GOES_QUIET,
        /** Is never heard of again, or much too late. */
        NEVER_ENDS,
        /** Is on a list that nobody asks at. */
        NOBODY_TAKES,
        /** Gives heartbeats until one is told to cancel. The decider wants it canceled as soon as it decides again. */
        CANCELED
    }

    /**
     * A timer.
     *
     * @param canceled whether the decider cancels it as soon as it decides again, if it has not fired
     */
    record Timer(long seconds, boolean canceled) implements Item {
        @Override
        public char letter() {
            return 'r';
        }
    }

    /** A marker. */
    record Marker() implements Item {
        @Override
        public char letter() {
            return 'm';
        }
    }

    /** A function. */
    record Function(boolean fails) implements Item {
        @Override
        public char letter() {
            return fails ? 'L' : 'l';
        }
    }

    /** A child. */
    record Child(Plan plan, Touch touch) implements Item {
        @Override
        public char letter() {
            return switch (plan.end()) {
                case COMPLETES -> 'C';
                case FAILS -> 'F';
                case CANCELS -> 'X';
                case TIMES_OUT -> 'T';
            };
        }
    }

    /** What a decider does to a child that has started. */
    enum Touch {
        /** Nothing. */
        NONE,
        /** Sends it the signal that it waits for. */
        SIGNAL,
        /** Asks it to cancel. */
        CANCEL
    }

    /** A signal to whichever run of another workflow is open, once, whether or not there is one. */
    record Signal(String workflowId) implements Item {
        @Override
        public char letter() {
            return 's';
        }
    }

    /** Waits for a signal. */
    record Await(String signal) implements Item {
        @Override
        public char letter() {
            return 'w';
        }
    }
}
