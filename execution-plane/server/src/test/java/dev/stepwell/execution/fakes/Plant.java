package dev.stepwell.execution.fakes;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.inbox.Inbox;
import dev.stepwell.execution.leases.Membership;
import dev.stepwell.execution.mapruns.MapRunWork;
import dev.stepwell.execution.mapruns.NoReaders;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Computing;
import dev.stepwell.execution.ports.Net;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.ready.ReadyRuns;
import dev.stepwell.execution.ready.Reconciler;
import dev.stepwell.execution.swf.effects.SwfWork;
import dev.stepwell.execution.tasks.Poll;
import dev.stepwell.execution.tasks.TaskPolls;
import dev.stepwell.execution.tokens.MasterKeys;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.execution.turns.Bounds;
import dev.stepwell.execution.turns.Committer;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.execution.wakeups.Wakeups;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A whole node but for its functions, running {@link StepMachine} on a hand-cranked clock. */
public final class Plant implements Effects.Invocations {
    public final HandClock clock;
    public final Store store;
    public final Membership membership;
    public final Turns turns;
    public final Calls calls;
    public final TaskPolls polls;
    public final Wakeups wakeups;
    public final TaskTokens tokens = new TaskTokens(new MasterKeys(1, Map.of(1, new byte[32])));
    public final List<Effect.Invoke> invocations = new ArrayList<>();
    private final ReadyRuns readyRuns;
    private final Reconciler reconciler;
    private final Inbox inbox;
    private final Random random;
    private boolean dead;

    /** Nodes that can reach each other. */
    public static final class Wire implements Net {
        private final Map<String, Plant> plants = new HashMap<>();
        private int answersToLose;

        /** The next answers do not arrive; what was asked for is done. */
        public void loseAnswers(int count) {
            answersToLose = count;
        }

        @Override
        public CompletionStage<Reply.Answer> call(String address, ExecutionKey key, Input input) {
            Plant plant = plants.get(address);
            if (plant == null) {
                return CompletableFuture.failedFuture(new IllegalStateException("nobody lives at " + address));
            }
            CompletionStage<Reply.Answer> answer = plant.calls.answer(key, input);
            return answersToLose-- > 0 ? answer.thenApply(Wire::lost) : answer;
        }

        private static Reply.Answer lost(Reply.Answer answer) {
            throw new IllegalStateException("the answer was lost: " + answer);
        }
    }

    public Plant(HandClock clock, Store store, Queue queue, Wire wire, String name) {
        this.clock = clock;
        this.store = store;
        random = new Random(name.hashCode());
        Rng rng = () -> random;
        membership = new Membership(store, clock, rng, name, name);
        Committer committer = new Committer(store, clock, Committer.Lanes.USUAL, tenant -> 1);
        Machinery machinery =
                new Machinery((key, facts) -> new StepMachine(), tokens, tenant -> Limits.AWS, Computing.HERE);
        turns = new Turns(store, clock, rng, membership::me, machinery, committer, Bounds.USUAL);
        calls = new Calls(turns, wire, clock);
        polls = new TaskPolls(queue, calls, clock, rng);
        wakeups = new Wakeups(store, clock, membership, calls);
        readyRuns = new ReadyRuns(queue, turns, clock);
        reconciler = new Reconciler(store, queue, turns, polls::offerAgain, clock, tenant -> 1);
        inbox = new Inbox(store, calls, clock);
        turns.open(new Effects(
                polls,
                this,
                wakeups,
                inbox,
                new MapRunWork(new ChildStarts(store, turns, clock), clock, new NoReaders(calls)),
                new SwfWork(store, new ChildStarts(store, turns, clock), calls, clock, machinery.bounds())));
        membership.start(turns::dropAll);
        wire.plants.put(name, this);
        polls.start();
        wakeups.start();
        readyRuns.start();
        reconciler.start();
        inbox.start();
    }

    /** The process is gone: nothing of it happens any more, and its life runs out. */
    public void kill(Wire wire) {
        dead = true;
        wire.plants.values().remove(this);
        turns.drain();
        polls.close();
        wakeups.close();
        readyRuns.close();
        reconciler.close();
        inbox.close();
        membership.leave();
    }

    public boolean isDead() {
        return dead;
    }

    public ExecutionKey start(String... steps) {
        ExecutionKey key = new ExecutionKey(
                Rig.TENANT, new ExecutionId(Uuid7.make(clock.now().toEpochMilli(), random)));
        String name = key.id().toString();
        StartFacts facts = StartFacts.of(
                "arn:aws:states:us-east-1:123456789012:execution:m:" + name,
                name,
                "arn:aws:states:us-east-1:123456789012:stateMachine:m",
                "m",
                "revision",
                "role",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        Payload input = Payload.of("{\"steps\":[\"" + String.join("\",\"", steps) + "\"]}");
        turns.start(key, new Birth("us-east-1", "123456789012", facts, input, clock.now()));
        return key;
    }

    public Poll poll() {
        return polls.poll(
                Rig.TENANT, TaskLine.ofActivity(StepMachine.ACTIVITY), Optional.of("worker"), Duration.ofSeconds(55));
    }

    public CompletableFuture<Reply.Answer> succeed(Reply.HandedOut task) {
        TaskTokens.Opened opened = tokens.open(Rig.TENANT, task.token()).orElseThrow();
        return calls.call(opened.key(), new Input.TaskSucceeded(0, opened.task(), Payload.of("{}")))
                .toCompletableFuture();
    }

    public RunStatus status(ExecutionKey key) {
        return store.find(key).orElseThrow().status();
    }

    @Override
    public void invoke(ExecutionKey key, StartFacts facts, Effect.Invoke invoke) {
        invocations.add(invoke);
    }

    @Override
    public void forget(ExecutionKey key, TaskRef task) {}
}
