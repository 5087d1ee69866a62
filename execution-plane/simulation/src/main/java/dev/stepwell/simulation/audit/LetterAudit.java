package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.world.CommitWatch;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Holds letters to their promise: sent once, by the very turn that has something to say, and taken in exactly once (I13). */
final class LetterAudit {
    private final Violations violations;
    private final Marks marks;
    private final Map<Sent, State> letters = new LinkedHashMap<>();
    private final Map<ExecutionKey, Sent> owed = new LinkedHashMap<>();
    private final Set<ExecutionKey> givenUp = new HashSet<>();

    private enum State {
        SENT,
        TAKEN,
        TAKEN_BY_GHOST
    }

    private record Sent(ExecutionKey receiver, Letter.Slip slip) {}

    LetterAudit(Violations violations, Marks marks) {
        this.violations = violations;
        this.marks = marks;
    }

    /**
     * A turn was committed.
     *
     * @param writer who wrote it
     * @param hadEnded whether the execution had ended before it
     */
    void see(CommitWatch.Writer writer, TurnCommit turn, boolean hadEnded) {
        turn.birth()
                .flatMap(birth -> birth.facts().parent())
                .ifPresent(parent -> owed.put(
                        turn.key(),
                        new Sent(
                                key(turn, parent.execution()),
                                new Letter.Slip(turn.key().id(), Letter.Kind.CHILD_ENDED, parent.task()))));
        for (Effect effect : turn.rows()) {
            if (effect instanceof Effect.TellParent tell) {
                violations.require(endsIn(turn), "I13", turn.key(), "it tells its parent of an end that is none");
                send(new Sent(
                        key(turn, tell.parent().execution()),
                        new Letter.Slip(
                                turn.key().id(),
                                Letter.Kind.CHILD_ENDED,
                                tell.parent().task())));
            } else if (effect instanceof Effect.GiveUpChild giveUp) {
                ExecutionKey child = ChildIds.keyOf(turn.key(), giveUp.task(), giveUp.began());
                givenUp.add(child);
                send(new Sent(child, new Letter.Slip(turn.key().id(), Letter.Kind.GIVEN_UP, giveUp.task())));
            } else if (effect instanceof Effect.TakenIn taken) {
                taken(new Sent(turn.key(), taken.slip()), writer.ghost());
                mark(turn, taken.slip(), hadEnded);
            }
        }
        boolean aborted =
                turn.records().stream().anyMatch(record -> record.change() instanceof ExecutionChange.Aborted);
        violations.require(
                !aborted || !owed.containsKey(turn.key()) || givenUp.contains(turn.key()),
                "I13",
                turn.key(),
                "it was stopped and nobody had given it up");
    }

    private static ExecutionKey key(TurnCommit turn, ExecutionId id) {
        return new ExecutionKey(turn.key().tenant(), id);
    }

    private static boolean endsIn(TurnCommit turn) {
        return turn.rows().stream().anyMatch(Effect.Close.class::isInstance);
    }

    private void send(Sent letter) {
        violations.require(letters.putIfAbsent(letter, State.SENT) == null, "I13", letter, "it was sent twice");
    }

    /** A turn in doubt that did nothing but take in leaves no trace: done again, it may arrive as well, and then does nothing. */
    private void taken(Sent letter, boolean byGhost) {
        State before = letters.put(letter, byGhost ? State.TAKEN_BY_GHOST : State.TAKEN);
        violations.require(before != null, "I13", letter, "it was taken in and never sent");
        violations.require(before != State.TAKEN || byGhost, "I13", letter, "it was taken in twice");
    }

    private void mark(TurnCommit turn, Letter.Slip slip, boolean hadEnded) {
        if (hadEnded) {
            marks.reach(Mark.LETTER_TO_THE_ENDED);
        } else if (slip.kind() == Letter.Kind.GIVEN_UP) {
            marks.reach(Mark.CHILD_GIVEN_UP);
        } else {
            boolean early =
                    turn.records().stream().anyMatch(record -> record.change() instanceof TaskChange.EndedEarly);
            marks.reach(early ? Mark.CHILD_ENDED_EARLY : Mark.CHILD_ENDED);
        }
    }

    /** All has come to rest: nothing is on its way any more, but for what was sent to executions that never came to be. */
    void check(Predicate<ExecutionKey> isThere) {
        owed.forEach((child, letter) ->
                violations.require(letters.containsKey(letter), "I13", child, "its parent was never told of its end"));
        letters.forEach((letter, state) -> violations.require(
                state != State.SENT || !isThere.test(letter.receiver()),
                "I13",
                letter,
                "it was sent and never taken in"));
    }
}
