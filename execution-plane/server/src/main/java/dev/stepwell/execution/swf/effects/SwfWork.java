package dev.stepwell.execution.swf.effects;

import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.SwfBirths;
import dev.stepwell.execution.quotas.OpenExecutions;
import dev.stepwell.execution.quotas.TenantBounds;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What workflow executions want of each other: children started, signals and requests to cancel brought. All of it may be asked for again,
 * and is tried until it is known what came of it; that arrives as an input.
 */
public final class SwfWork implements Effects.Swf {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Store store;
    private final OpenRuns runs;
    private final ChildStarts starts;
    private final Calls calls;
    private final Clock clock;
    private final TenantBounds bounds;
    private final Set<Asked> underWay = new HashSet<>();

    /** Nothing is under way yet. */
    public SwfWork(Store store, ChildStarts starts, Calls calls, Clock clock, TenantBounds bounds) {
        this.store = store;
        this.runs = new OpenRuns(store);
        this.starts = starts;
        this.calls = calls;
        this.clock = clock;
        this.bounds = bounds;
    }

    /** What is asked for, by the event that tells of the decision. */
    private record Asked(ExecutionKey run, long initiatedEventId) {}

    @Override
    public void startChild(ExecutionKey key, StartFacts facts, SwfEffect.StartChild start) {
        begin(new Asked(key, start.initiatedEventId()), asked -> startOnce(asked, facts, start));
    }

    @Override
    public void signal(ExecutionKey key, StartFacts facts, SwfEffect.SignalExternal signal) {
        SwfInput input = new SwfInput.Signal(
                0, signal.name(), signal.input(), Optional.of(initiator(facts, signal.initiatedEventId())));
        OpenRuns.Target target = target(facts, signal.workflowId(), signal.runId());
        begin(new Asked(key, signal.initiatedEventId()), asked -> send(asked, target, signal.chosen(), input));
    }

    @Override
    public void requestCancel(ExecutionKey key, StartFacts facts, SwfEffect.RequestCancelExternal request) {
        SwfInput input = new SwfInput.RequestCancel(0, Optional.of(initiator(facts, request.initiatedEventId())));
        OpenRuns.Target target = target(facts, request.workflowId(), request.runId());
        begin(new Asked(key, request.initiatedEventId()), asked -> send(asked, target, request.chosen(), input));
    }

    private static Initiator initiator(StartFacts facts, long initiatedEventId) {
        return new Initiator(facts.swf().orElseThrow().execution(), initiatedEventId);
    }

    private void begin(Asked asked, Consumer<Asked> work) {
        synchronized (underWay) {
            if (!underWay.add(asked)) {
                return;
            }
        }
        clock.soon(() -> work.accept(asked));
    }

    /** A child that has been started before may be over by now, and its workflow id another's: so it is looked for first. */
    private void startOnce(Asked asked, StartFacts parent, SwfEffect.StartChild start) {
        TaskRef task = new TaskRef(start.initiatedEventId(), 0);
        ExecutionKey child = ChildIds.keyOf(asked.run(), task, start.began());
        String runId = child.id().toString();
        Optional<ExecutionRow> there;
        try {
            there = store.find(child);
        } catch (StoreException e) {
            clock.after(PAUSE, () -> startOnce(asked, parent, start));
            return;
        }
        if (there.isPresent()) {
            tell(asked, new SwfInput.ChildStarted(start.initiatedEventId(), runId), PAUSE);
            return;
        }
        Optional<OpenExecutions.Leave> leave = bounds.begin(new OpenExecutions.Place(
                asked.run().tenant(),
                parent.region(),
                Optional.of(parent.swf().orElseThrow().domain())));
        if (leave.isEmpty()) {
            tell(asked, notStarted(start, FailedCause.StartChild.OPEN_WORKFLOWS_LIMIT_EXCEEDED), PAUSE);
            return;
        }
        starts.start(child, birth(asked, parent, start, runId)).whenComplete((started, failure) -> {
            Throwable why = unwrap(failure);
            if (why != null) {
                leave.get().unused();
            }
            leave.get().close();
            if (why instanceof NotDone.Defect) {
                clock.after(LONGEST_PAUSE, () -> startOnce(asked, parent, start));
            } else if (why != null) {
                tell(asked, notStarted(start, FailedCause.StartChild.WORKFLOW_ALREADY_RUNNING), PAUSE);
            } else {
                tell(asked, new SwfInput.ChildStarted(start.initiatedEventId(), runId), PAUSE);
            }
        });
    }

    private static SwfInput notStarted(SwfEffect.StartChild start, FailedCause.StartChild why) {
        return new SwfInput.ChildNotStarted(start.initiatedEventId(), why);
    }

    private Birth birth(Asked asked, StartFacts parent, SwfEffect.StartChild start, String runId) {
        SwfFacts facts = new SwfFacts(
                parent.swf().orElseThrow().domain(),
                new WorkflowExecution(start.workflowId(), runId),
                start.settings(),
                start.input().isPresent(),
                Optional.empty(),
                Optional.of(initiator(parent, start.initiatedEventId())));
        ParentTask waiting = new ParentTask(asked.run().id(), new TaskRef(start.initiatedEventId(), 0));
        return SwfBirths.of(SwfBirths.Place.of(parent), facts, start.input(), Optional.of(waiting), clock.now());
    }

    /** Others of the same domain. */
    private static OpenRuns.Target target(StartFacts sender, String workflowId, Optional<String> runId) {
        return new OpenRuns.Target(sender.region(), sender.swf().orElseThrow().domain(), workflowId, runId);
    }

    /** To the run that the decision names or that has been chosen; else one is chosen, which is made durable before anything is sent. */
    private void send(Asked asked, OpenRuns.Target target, Optional<String> chosen, SwfInput input) {
        Optional<String> named = target.runId().or(() -> chosen);
        if (named.isEmpty()) {
            choose(asked, target, Optional.empty());
            return;
        }
        Optional<ExecutionKey> run;
        try {
            run = runs.named(asked.run().tenant(), target, named.get());
        } catch (StoreException e) {
            clock.after(PAUSE, () -> send(asked, target, chosen, input));
            return;
        }
        run.ifPresentOrElse(key -> bring(asked, target, key, input), () -> notThere(asked, target, named.get()));
    }

    /** A run that has ended is asked as well: it may have got it when it was open. */
    private void bring(Asked asked, OpenRuns.Target target, ExecutionKey run, SwfInput input) {
        String runId = run.id().toString();
        calls.call(run, input).whenComplete((answer, failure) -> {
            Throwable why = unwrap(failure);
            if (why instanceof NotDone.Unknown || answer instanceof Reply.NotRunning) {
                clock.soon(() -> notThere(asked, target, runId));
            } else if (why != null) {
                clock.after(PAUSE, () -> bring(asked, target, run, input));
            } else {
                tell(asked, new SwfInput.ExternalDone(asked.initiatedEventId(), runId), PAUSE);
            }
        });
    }

    /** That run has not got it and never will: the one that is open now may, unless this one was meant. */
    private void notThere(Asked asked, OpenRuns.Target target, String runId) {
        if (target.runId().isPresent()) {
            tell(asked, new SwfInput.ExternalUnknown(asked.initiatedEventId()), PAUSE);
        } else {
            choose(asked, target, Optional.of(runId));
        }
    }

    private void choose(Asked asked, OpenRuns.Target target, Optional<String> insteadOf) {
        Optional<ExecutionKey> open;
        try {
            open = runs.find(asked.run().tenant(), target);
        } catch (StoreException e) {
            clock.after(PAUSE, () -> choose(asked, target, insteadOf));
            return;
        }
        long event = asked.initiatedEventId();
        if (open.isEmpty()) {
            tell(asked, new SwfInput.ExternalUnknown(event), PAUSE);
            return;
        }
        over(asked); // the turn that keeps the choice asks for the rest
        tell(
                asked,
                new SwfInput.ExternalChosen(event, insteadOf, open.get().id().toString()),
                PAUSE);
    }

    /** Tells the run what came of it, until it has heard; one that is gone need not. */
    private void tell(Asked asked, Input input, Duration pause) {
        calls.call(asked.run(), input).whenComplete((done, failure) -> {
            Throwable why = unwrap(failure);
            if (why == null || why instanceof NotDone.Unknown) {
                if (!(input instanceof SwfInput.ExternalChosen)) {
                    over(asked);
                }
            } else {
                Duration next = pause.multipliedBy(2);
                clock.after(pause, () -> tell(asked, input, next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next));
            }
        });
    }

    private void over(Asked asked) {
        synchronized (underWay) {
            underWay.remove(asked);
        }
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
