package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.ExecutionRow;

/**
 * Why an input was not taken. Each is an answer, not a defect of the caller's thread, so none carries a stack trace. Whoever gets
 * one knows that nothing was done, except after {@link Unavailable}: then it may have been.
 */
public abstract sealed class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1;

    private NotDone(String message) {
        super(message, null, false, false);
    }

    /** Another node that is alive holds the execution. */
    public static final class HeldElsewhere extends NotDone {
        private static final long serialVersionUID = 1;

        private final String address;

        /**
         * @param address where that node takes calls
         */
        public HeldElsewhere(String address) {
            super("held by the node at " + address);
            this.address = address;
        }

        /** Where the holder takes calls. */
        public String address() {
            return address;
        }
    }

    /** There is no such execution. */
    public static final class Unknown extends NotDone {
        private static final long serialVersionUID = 1;

        public Unknown() {
            super("there is no such execution");
        }
    }

    /** The name of a new execution is taken. */
    public static final class NameTaken extends NotDone {
        private static final long serialVersionUID = 1;

        private final transient ExecutionRow holder;

        /**
         * @param holder the execution that has the name
         */
        public NameTaken(ExecutionRow holder) {
            super("the name is taken");
            this.holder = holder;
        }

        /** The execution that has the name. */
        public ExecutionRow holder() {
            return holder;
        }
    }

    /** A queue is full or the store is too slow: come again later (AWS: ThrottlingException). */
    public static final class Overloaded extends NotDone {
        private static final long serialVersionUID = 1;

        public Overloaded(String what) {
            super(what);
        }
    }

    /** It could not be done within the time one may be kept waiting, or nobody knows whether it was (AWS: ServiceUnavailable). */
    public static final class Unavailable extends NotDone {
        private static final long serialVersionUID = 1;

        public Unavailable(String what) {
            super(what);
        }
    }

    /** The server itself is at fault (AWS: InternalFailure). */
    public static final class Defect extends NotDone {
        private static final long serialVersionUID = 1;

        public Defect(String what) {
            super(what);
        }
    }
}
