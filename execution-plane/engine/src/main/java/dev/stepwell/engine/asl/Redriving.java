package dev.stepwell.engine.asl;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Redrivability;
import dev.stepwell.engine.turn.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** RedriveExecution: a new generation of an execution that has ended without success. */
final class Redriving {
    /** How long a request is known again by its token (API reference, RedriveExecution). */
    private static final Duration KNOWN = Duration.ofMinutes(15);

    private Redriving() {}

    static Reply.Answer redrive(AslTurn t, Input.Redrive redrive) {
        Optional<Instant> before = redrive.token().flatMap(token -> doneBefore(t, token));
        if (before.isPresent()) {
            return new Reply.Redriven(before.get());
        }
        if (refusal(t).isPresent()) {
            return refused(t);
        }
        int count = t.run.generation + 1;
        t.event(t.run.lastEvent, new ExecutionChange.Redriven(count, redrive.token()));
        t.effect(new Effect.Reopen(count, t.turn.now()));
        return new Reply.Redriven(t.turn.now());
    }

    /** The refusal of a redrive as the execution stands now. */
    static Reply.Answer refused(AslTurn t) {
        return new Reply.NotRedrivable(refusal(t).orElse("Execution history event limit exceeded"));
    }

    private static Optional<String> refusal(AslTurn t) {
        return Redrivability.refusal(
                new Redrivability.Standing(t.run.status, t.run.startedAt, t.run.stoppedAt, t.run.lastEvent),
                t.turn.now(),
                t.limits());
    }

    private static Optional<Instant> doneBefore(AslTurn t, String token) {
        return t.run.redrives.stream()
                .filter(done -> done.token().filter(token::equals).isPresent())
                .map(AslRun.Redrive::at)
                .filter(at -> !t.turn.now().isAfter(at.plus(KNOWN)))
                .findFirst();
    }
}
