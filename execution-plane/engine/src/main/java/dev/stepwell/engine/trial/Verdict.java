package dev.stepwell.engine.trial;

import dev.stepwell.engine.turn.Payload;
import java.util.Optional;

/** How a trial ended. */
public sealed interface Verdict {
    /** What was seen on the way. */
    Inspection inspection();

    /** The state was left with an output. */
    record Succeeded(Payload output, Optional<String> next, Inspection inspection) implements Verdict {}

    /** The state failed, and with it would its execution. */
    record Failed(Failure failure, Inspection inspection) implements Verdict {}

    /** The state failed and would be tried again. */
    record Retriable(Failure failure, Inspection inspection) implements Verdict {}

    /** The state failed and a catcher leads on. */
    record Caught(Failure failure, Payload output, String next, Inspection inspection) implements Verdict {}

    /** An error and its cause; either may be absent. */
    record Failure(Optional<String> error, Optional<String> cause) {
        static final Failure NONE = new Failure(Optional.empty(), Optional.empty());
    }
}
