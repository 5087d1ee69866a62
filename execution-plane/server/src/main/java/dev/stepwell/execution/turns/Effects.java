package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The way out: carries out what a durable turn wants done (law 4). Nothing here waits; everything that takes long goes on by
 * itself and comes back as an input.
 */
public final class Effects {
    private final Offers offers;
    private final Invocations invocations;
    private final Timers timers;
    private final Letters letters;
    private final MapRuns mapRuns;
    private final Swf swf;

    /** Effects that leave through the given doors. */
    public Effects(Offers offers, Invocations invocations, Timers timers, Letters letters, MapRuns mapRuns, Swf swf) {
        this.swf = swf;
        this.offers = offers;
        this.invocations = invocations;
        this.timers = timers;
        this.letters = letters;
        this.mapRuns = mapRuns;
    }

    /** Brings tasks to workers. */
    @FunctionalInterface
    public interface Offers {
        /** Offers a task to the workers of its line. */
        void offer(Offer offer);

        /** A worker that waits here for such a task, to hand it out in the turn that schedules it. The worker waits no longer. */
        default Optional<Taker> taker(Offer offer) {
            return Optional.empty();
        }
    }

    /** A worker to whom a task is being handed out. Exactly one of the last three is called. */
    public interface Taker {
        /** What the worker calls itself. */
        Optional<String> worker();

        /** The number of the worker's question, see {@link dev.stepwell.engine.turn.Input.HandOut}. */
        long question();

        /** The task is the worker's, durably. */
        void handedOut(Reply.HandedOut task);

        /** The task was scheduled and not handed out: the worker asks the execution, under the same number. */
        void askItself();

        /**
         * The turn came to nothing, and what it would have scheduled was never there: when it is done again, the same event may be
         * another task. The worker waits for the next.
         */
        void waitOn();
    }

    /** Asks services and functions. */
    public interface Invocations {
        /** Begins to ask; does nothing when the very same is being asked already. */
        void invoke(ExecutionKey key, StartFacts facts, Effect.Invoke invoke);

        /** The answer is of no interest any more. */
        void forget(ExecutionKey key, TaskRef task);
    }

    /** Wakes executions on time while this node lives; the store's rows are what outlives it. */
    public interface Timers {
        /** Wakes the execution then, or earlier. */
        void arm(ExecutionKey key, Instant due);

        /** The execution needs no waking any more. */
        void disarm(ExecutionKey key);
    }

    /** Tells executions that they have got a letter; the store's rows are what cannot get lost. */
    @FunctionalInterface
    public interface Letters {
        /** Something has been put into the execution's inbox. */
        void arrived(ExecutionKey receiver);
    }

    /** Does what map runs need done. All of it may be asked for again, and then happens once. */
    public interface MapRuns {
        /** Starts a map run. */
        void start(ExecutionKey key, StartFacts facts, Effect.StartMapRun start);

        /** Starts children of a map run. */
        void startChildren(ExecutionKey key, StartFacts facts, Effect.StartChildren start);

        /** Reads items. */
        void read(ExecutionKey key, StartFacts facts, Effect.ReadItems read);

        /** Writes results. */
        void write(ExecutionKey key, StartFacts facts, Effect.WriteResults write);
    }

    /** Does what workflow executions want of each other. All of it may be asked for again, and then happens once. */
    public interface Swf {
        /** Starts a child. */
        void startChild(ExecutionKey key, StartFacts facts, SwfEffect.StartChild start);

        /** Signals another run. */
        void signal(ExecutionKey key, StartFacts facts, SwfEffect.SignalExternal signal);

        /** Asks another run to cancel. */
        void requestCancel(ExecutionKey key, StartFacts facts, SwfEffect.RequestCancelExternal request);
    }

    /** Whether the effect is written as a row in the turn's own commit. */
    static boolean isRow(Effect effect) {
        return switch (effect) {
            case Effect.OpenTask ignored -> true;
            case Effect.TaskHandedOut ignored -> true;
            case Effect.CloseTask ignored -> true;
            case Effect.WakeAt ignored -> true;
            case Effect.Close ignored -> true;
            case Effect.Reopen ignored -> true;
            case Effect.TellParent ignored -> true;
            case Effect.GiveUpChild ignored -> true;
            case Effect.TakenIn ignored -> true;
            case Effect.OfferActivity ignored -> false;
            case Effect.Invoke ignored -> false;
            case Effect.GoOn ignored -> false;
            case Effect.StartMapRun ignored -> false;
            case Effect.StartChildren ignored -> false;
            case Effect.ReadItems ignored -> false;
            case Effect.WriteResults ignored -> false;
            case SwfEffect.OfferTask ignored -> true;
            case SwfEffect.RequestTaskCancel ignored -> true;
            case SwfEffect.ApplyPolicy ignored -> true;
            case SwfEffect.ForwardPolicy ignored -> true;
            case SwfEffect.NoteUnsent ignored -> true;
            case SwfEffect.Succeed ignored -> true;
            case SwfEffect.StartChild ignored -> false;
            case SwfEffect.SignalExternal ignored -> false;
            case SwfEffect.RequestCancelExternal ignored -> false;
        };
    }

    /** A task on its way to its workers, if the effect is of one. */
    static Optional<Offer> offer(ExecutionKey key, Effect effect) {
        return switch (effect) {
            case Effect.OfferActivity offer ->
                Optional.of(new Offer(key, offer.task(), TaskLine.ofActivity(offer.activityArn()), offer.priority()));
            case SwfEffect.OfferTask offer ->
                Optional.of(new Offer(key, offer.task(), TaskLine.ofList(offer.list()), offer.priority()));
            default -> Optional.empty();
        };
    }

    private static ExecutionKey childOf(ExecutionKey key, SwfEffect.ApplyPolicy apply) {
        return ChildIds.keyOf(key, new TaskRef(apply.initiatedEventId(), 0), apply.began());
    }

    /** A worker that waits here for such a task. */
    Optional<Taker> taker(Offer offer) {
        return offers.taker(offer);
    }

    /**
     * Carries out an effect of a turn that is durable: the one switch.
     *
     * @param goOn sends a Continue to the execution itself
     */
    void carryOut(ExecutionKey key, StartFacts facts, Effect effect, Runnable goOn) {
        switch (effect) {
            case Effect.OfferActivity offer -> offer(key, offer).ifPresent(offers::offer);
            case Effect.Invoke invoke -> invocations.invoke(key, facts, invoke);
            case Effect.WakeAt wake -> timers.arm(key, wake.due());
            case Effect.GoOn ignored -> goOn.run();
            case Effect.CloseTask close -> invocations.forget(key, close.task());
            case Effect.Close ignored -> timers.disarm(key);
            case Effect.TellParent tell ->
                letters.arrived(new ExecutionKey(key.tenant(), tell.parent().execution()));
            case Effect.GiveUpChild giveUp -> letters.arrived(ChildIds.keyOf(key, giveUp.task(), giveUp.began()));
            case Effect.StartMapRun start -> mapRuns.start(key, facts, start);
            case Effect.StartChildren start -> mapRuns.startChildren(key, facts, start);
            case Effect.ReadItems read -> mapRuns.read(key, facts, read);
            case Effect.WriteResults write -> mapRuns.write(key, facts, write);
            case SwfEffect.OfferTask offer -> offer(key, offer).ifPresent(offers::offer);
            case SwfEffect.StartChild start -> swf.startChild(key, facts, start);
            case SwfEffect.SignalExternal signal -> swf.signal(key, facts, signal);
            case SwfEffect.RequestCancelExternal request -> swf.requestCancel(key, facts, request);
            case SwfEffect.ApplyPolicy apply -> letters.arrived(childOf(key, apply));
            case SwfEffect.ForwardPolicy forward ->
                letters.arrived(new ExecutionKey(key.tenant(), ExecutionId.of(forward.runId())));
            case SwfEffect.NoteUnsent ignored -> {} // under way here; the row is for whoever comes after
            case SwfEffect.Succeed ignored -> {} // carried out as the first turn of the successor
            case SwfEffect.RequestTaskCancel ignored -> {} // a row, written with the turn
            case Effect.Reopen ignored -> {} // a row, written with the turn
            case Effect.TakenIn ignored -> {} // a row, written with the turn
            case Effect.OpenTask ignored -> {} // a row, written with the turn
            case Effect.TaskHandedOut ignored -> {} // a row, written with the turn
        }
    }
}
