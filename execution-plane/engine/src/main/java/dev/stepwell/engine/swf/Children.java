package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.record.FailedCause.StartChild;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.engine.workflow.WorkflowExecution;
import java.util.Optional;

/** Children: started by decisions, and then executions of their own that tell of their end. */
final class Children {
    private Children() {}

    static void initiate(
            SwfTurn t, Decision.StartChildWorkflowExecution d, Admission admission, long completedEventId) {
        Settling settling = Settling.of(d.type(), d.options(), d.tags(), d.registered());
        Optional<StartChild> cause = Decisions.refusal(
                        admission, StartChild.OPERATION_NOT_PERMITTED, StartChild.CHILD_CREATION_RATE_EXCEEDED)
                .or(() -> settling instanceof Settling.Lacking lacking
                        ? Optional.of(lacking.lack().as(StartChild.class))
                        : Optional.empty())
                .or(() -> t.run.children.size() >= t.limits().openOfAKind()
                        ? Optional.of(StartChild.OPEN_CHILDREN_LIMIT_EXCEEDED)
                        : Optional.empty());
        if (cause.isEmpty() && settling instanceof Settling.Settled settled) {
            long eventId = t.event(new SwfChildChange.Initiated(
                    d.workflowId(), settled.settings(), d.control(), d.input(), completedEventId));
            t.effect(start(t.run.child(eventId)));
        } else {
            t.event(new SwfChildChange.StartFailed(
                    d.workflowId(), d.type(), cause.orElseThrow(), d.control(), 0, completedEventId));
        }
    }

    /** What has to be asked for until the child is known to have started. */
    static Effect start(Child child) {
        SwfChildChange.Initiated initiated = child.initiated();
        return new SwfEffect.StartChild(
                child.eventId(), initiated.workflowId(), initiated.settings(), initiated.input(), child.initiatedAt());
    }

    static void started(SwfTurn t, SwfInput.ChildStarted started) {
        Child child = t.run.children.get(started.initiatedEventId());
        if (child != null && child.phase() == Child.Phase.INITIATED) {
            t.event(new SwfChildChange.Started(named(child, started.runId())));
        }
    }

    static void notStarted(SwfTurn t, SwfInput.ChildNotStarted failed) {
        Child child = t.run.children.get(failed.initiatedEventId());
        if (child != null && child.phase() == Child.Phase.INITIATED) {
            SwfChildChange.Initiated initiated = child.initiated();
            t.event(new SwfChildChange.StartFailed(
                    initiated.workflowId(),
                    initiated.settings().type(),
                    failed.cause(),
                    initiated.control(),
                    child.eventId(),
                    initiated.completedEventId()));
        }
    }

    /** Its end may be heard of before its start. The run that has ended may be another one than had started. */
    static void ended(SwfTurn t, Letter.ChildEnded letter) {
        Child child = t.run.children.get(letter.slip().task().scheduledEventId());
        Optional<CloseStatus> status = letter.closeStatus();
        if (child == null || status.isEmpty()) {
            return;
        }
        String runId = letter.facts().swf().orElseThrow().execution().runId();
        started(t, new SwfInput.ChildStarted(child.eventId(), runId));
        long startedEventId = t.run.child(child.eventId()).startedEventId();
        end(named(child, runId), startedEventId, status.get(), letter).ifPresent(t::event);
    }

    private static Optional<SwfChildChange> end(
            SwfChildChange.Child child, long startedEventId, CloseStatus status, Letter.ChildEnded letter) {
        Optional<Payload> details = letter.cause().map(Payload::of);
        return switch (status) {
            case COMPLETED -> Optional.of(new SwfChildChange.Completed(child, startedEventId, letter.output()));
            case FAILED -> Optional.of(new SwfChildChange.Failed(child, startedEventId, letter.error(), details));
            case CANCELED -> Optional.of(new SwfChildChange.Canceled(child, startedEventId, details));
            case TERMINATED -> Optional.of(new SwfChildChange.Terminated(child, startedEventId));
            case TIMED_OUT -> Optional.of(new SwfChildChange.TimedOut(child, startedEventId));
            case CONTINUED_AS_NEW -> Optional.empty(); // the new run tells of its own end
        };
    }

    private static SwfChildChange.Child named(Child child, String runId) {
        SwfChildChange.Initiated initiated = child.initiated();
        return new SwfChildChange.Child(
                new WorkflowExecution(initiated.workflowId(), runId),
                initiated.settings().type(),
                child.eventId());
    }
}
