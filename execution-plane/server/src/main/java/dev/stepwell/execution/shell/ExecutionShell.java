package dev.stepwell.execution.shell;

import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.inbox.Inbox;
import dev.stepwell.execution.leases.Membership;
import dev.stepwell.execution.mapruns.MapRunWork;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.quotas.TenantBounds;
import dev.stepwell.execution.ready.ReadyRuns;
import dev.stepwell.execution.ready.Reconciler;
import dev.stepwell.execution.swf.effects.SwfWork;
import dev.stepwell.execution.tasks.TaskPolls;
import dev.stepwell.execution.turns.Committer;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.Holds;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.execution.wakeups.Wakeups;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The shell of an execution node, put together from its ports: everything between the endpoints and the outside. It uses no thread and no
 * clock but the port's, so the simulator runs it as it is.
 */
public final class ExecutionShell {
    private final Ports ports;
    private final TenantBounds bounds;
    private final Holds holds;
    private final Membership membership;
    private final Committer committer;
    private final Turns turns;
    private final Calls calls;
    private final TaskPolls polls;
    private final Wakeups wakeups;
    private final ReadyRuns readyRuns;
    private final Reconciler reconciler;
    private final Inbox inbox;
    private final Effects.Invocations invocations;
    private final Effects.MapRuns mapRuns;
    private final Effects.Swf swf;

    /**
     * Does nothing until {@link #start}.
     *
     * @param invocations makes what asks services and functions
     * @param items makes what reads the items of map runs
     */
    public ExecutionShell(
            Ports ports,
            ShellSettings settings,
            Machinery machinery,
            BiFunction<Turns, Calls, Effects.Invocations> invocations,
            Function<Calls, MapRunWork.ItemSource> items) {
        this.ports = ports;
        this.bounds = machinery.bounds();
        this.holds = machinery.holds();
        membership = new Membership(ports.store(), ports.clock(), ports.rng(), settings.name(), settings.address());
        committer = new Committer(ports.store(), ports.clock(), settings.lanes(), bounds::weight);
        turns = new Turns(
                ports.store(), ports.clock(), ports.rng(), membership::me, machinery, committer, settings.bounds());
        calls = new Calls(turns, ports.net(), ports.clock());
        polls = new TaskPolls(ports.queue(), calls, ports.clock(), ports.rng());
        wakeups = new Wakeups(ports.store(), ports.clock(), membership, calls);
        readyRuns = new ReadyRuns(ports.queue(), turns, ports.clock());
        reconciler =
                new Reconciler(ports.store(), ports.queue(), turns, polls::offerAgain, ports.clock(), bounds::weight);
        inbox = new Inbox(ports.store(), calls, ports.clock());
        this.invocations = invocations.apply(turns, calls);
        ChildStarts starts = new ChildStarts(ports.store(), turns, ports.clock());
        mapRuns = new MapRunWork(starts, ports.clock(), items.apply(calls));
        swf = new SwfWork(ports.store(), starts, calls, ports.clock(), bounds);
    }

    /** Joins the others and begins to work; throws when the store cannot be reached. */
    public void start() {
        membership.start(turns::dropAll);
        turns.open(new Effects(polls, invocations, wakeups, inbox, mapRuns, swf));
        polls.start();
        wakeups.start();
        readyRuns.start();
        reconciler.start();
        inbox.start();
    }

    /** Takes nothing new in and answers all polls empty; the stage ends when what was taken in is durable. */
    public CompletionStage<Void> drain() {
        polls.close();
        wakeups.close();
        readyRuns.close();
        reconciler.close();
        inbox.close();
        return turns.drain();
    }

    /** Hands the leases over, after {@link #drain}. */
    public void leave() {
        membership.leave();
    }

    /** What it is made of. */
    public Ports ports() {
        return ports;
    }

    /** To what tenants are held. */
    public TenantBounds bounds() {
        return bounds;
    }

    /** Which executions begin held still. */
    public Holds holds() {
        return holds;
    }

    /** The way in for new executions. */
    public Turns turns() {
        return turns;
    }

    /** The way in for everything that somebody waits for. */
    public Calls calls() {
        return calls;
    }

    /** Where workers wait. */
    public TaskPolls polls() {
        return polls;
    }

    /** This node's life. */
    public Membership membership() {
        return membership;
    }

    /** What has been committed, and how long turns wait for it. */
    public Committer committer() {
        return committer;
    }
}
