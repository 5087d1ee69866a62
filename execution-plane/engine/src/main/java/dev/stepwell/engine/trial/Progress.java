package dev.stepwell.engine.trial;

import dev.stepwell.engine.turn.Effect;
import java.time.Duration;
import java.util.Optional;

/** How far a trial has come. */
public sealed interface Progress {
    /** It is over. */
    record Over(Verdict verdict) implements Progress {}

    /**
     * A service has to be asked before it can go on.
     *
     * @param timeout how long the state waits for it, if it says so
     */
    record Asking(Effect.Invoke invoke, Optional<Duration> timeout) implements Progress {}

    /**
     * It makes no sense.
     *
     * @param why in AWS's words
     */
    record Refused(String why) implements Progress {}
}
