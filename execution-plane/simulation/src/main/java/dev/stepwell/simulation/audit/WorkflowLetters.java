package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.world.CommitWatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Letters between runs: a child's end and a parent's policy are sent once and taken in exactly once (I13). */
final class WorkflowLetters {
    private final Violations violations;
    private final Map<Sent, State> letters = new LinkedHashMap<>();

    private enum State {
        SENT,
        TAKEN,
        TAKEN_BY_GHOST
    }

    private record Sent(ExecutionKey receiver, Letter.Slip slip) {}

    WorkflowLetters(Violations violations) {
        this.violations = violations;
    }

    /** A turn was committed. */
    void see(CommitWatch.Writer writer, TurnCommit turn, boolean wasOpen) {
        for (Effect effect : turn.rows()) {
            switch (effect) {
                case Effect.TellParent tell ->
                    send(
                            turn,
                            tell.parent().execution(),
                            Letter.Kind.CHILD_ENDED,
                            tell.parent().task());
                case SwfEffect.ApplyPolicy apply -> {
                    TaskRef task = new TaskRef(apply.initiatedEventId(), 0);
                    send(turn, ChildIds.keyOf(turn.key(), task, apply.began()).id(), kind(apply.policy()), task);
                }
                case SwfEffect.ForwardPolicy forward ->
                    send(turn, ExecutionId.of(forward.runId()), kind(forward.policy()), forward.task());
                case Effect.TakenIn taken -> taken(writer, turn, taken.slip(), wasOpen);
                default -> {}
            }
        }
    }

    private static Letter.Kind kind(ChildPolicy policy) {
        return policy == ChildPolicy.TERMINATE ? Letter.Kind.POLICY_TERMINATE : Letter.Kind.POLICY_REQUEST_CANCEL;
    }

    private void send(TurnCommit turn, ExecutionId receiver, Letter.Kind kind, TaskRef task) {
        Sent letter = new Sent(
                new ExecutionKey(turn.key().tenant(), receiver),
                new Letter.Slip(turn.key().id(), kind, task));
        violations.require(letters.putIfAbsent(letter, State.SENT) == null, "I13", letter, "it was sent twice");
    }

    private void taken(CommitWatch.Writer writer, TurnCommit turn, Letter.Slip slip, boolean wasOpen) {
        if (slip.kind() == Letter.Kind.UNSENT) {
            return;
        }
        Sent letter = new Sent(turn.key(), slip);
        State before = letters.put(letter, writer.ghost() ? State.TAKEN_BY_GHOST : State.TAKEN);
        violations.require(before != null, "I13", letter, "it was taken in and never sent");
        violations.require(before != State.TAKEN || writer.ghost(), "I13", letter, "it was taken in twice");
        if (slip.kind() == Letter.Kind.CHILD_ENDED && wasOpen) {
            long told = turn.records().stream()
                    .filter(record -> ofChild(record.change()) == slip.task().scheduledEventId())
                    .count();
            violations.require(
                    told == 1 || turn.rows().stream().anyMatch(Effect.Close.class::isInstance),
                    "I13",
                    letter,
                    "its parent took it in and recorded " + told + " ends");
        }
    }

    /** The event that began the child whose end a change is; 0 when it is none. */
    static long ofChild(dev.stepwell.engine.record.Change change) {
        return switch (change) {
            case SwfChildChange.Completed c -> c.child().initiatedEventId();
            case SwfChildChange.Failed c -> c.child().initiatedEventId();
            case SwfChildChange.Canceled c -> c.child().initiatedEventId();
            case SwfChildChange.TimedOut c -> c.child().initiatedEventId();
            case SwfChildChange.Terminated c -> c.child().initiatedEventId();
            default -> 0;
        };
    }

    /** All has come to rest. */
    void check(Predicate<ExecutionKey> isThere) {
        letters.forEach((letter, state) -> violations.require(
                state != State.SENT || !isThere.test(letter.receiver()),
                "I13",
                letter,
                "it was sent and never taken in"));
    }
}
