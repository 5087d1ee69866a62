package dev.stepwell.execution.fakes;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.leases.Membership;
import dev.stepwell.execution.mapruns.MapRunWork;
import dev.stepwell.execution.mapruns.NoReaders;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Computing;
import dev.stepwell.execution.ports.Net;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.swf.effects.SwfWork;
import dev.stepwell.execution.turns.Bounds;
import dev.stepwell.execution.turns.Committer;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import dev.stepwell.names.Uuid7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A node that runs {@link StepMachine} on a hand-cranked clock and writes down its effects instead of carrying them out. */
public final class Rig implements Effects.Offers, Effects.Invocations, Effects.Timers {
    public static final TenantId TENANT = new TenantId(7);
    public static final Instant DAWN = Instant.parse("2026-01-01T00:00:00Z");

    public final HandClock clock;
    public final Store store;
    public final Membership membership;
    public final Committer committer;
    public final Turns turns;
    public final Calls calls;
    public final List<Offer> offers = new ArrayList<>();
    public final List<Effect.Invoke> invocations = new ArrayList<>();
    public final List<TaskRef> forgotten = new ArrayList<>();
    public final List<ExecutionKey> letters = new ArrayList<>();
    public final List<Instant> alarms = new ArrayList<>();
    private final Random random;

    public Rig(HandClock clock, Store store, String name, Function<String, Rig> others, Bounds bounds) {
        this.clock = clock;
        this.store = store;
        random = new Random(name.hashCode());
        Rng rng = () -> random;
        membership = new Membership(store, clock, rng, name, name + ":1");
        committer = new Committer(store, clock, new Committer.Lanes(1, 8, 1 << 20, 1 << 18), tenant -> 1);
        Machinery machinery = new Machinery(
                (key, facts) -> new StepMachine(),
                (key, tokenKey) -> task -> key + "#" + task.scheduledEventId(),
                tenant -> new Limits(262_144, 25_000, 20, 40),
                Computing.HERE);
        turns = new Turns(store, clock, rng, membership::me, machinery, committer, bounds);
        calls = new Calls(turns, new Wire(others), clock);
        turns.open(new Effects(
                this,
                this,
                this,
                letters::add,
                new MapRunWork(new ChildStarts(store, turns, clock), clock, new NoReaders(calls)),
                new SwfWork(store, new ChildStarts(store, turns, clock), calls, clock, machinery.bounds())));
        membership.start(turns::dropAll);
    }

    /** A node alone with its store. */
    public static Rig alone(Store store, HandClock clock) {
        return new Rig(clock, store, "a", Rig::nobody, Bounds.USUAL);
    }

    private static Rig nobody(String address) {
        throw new IllegalStateException("nobody lives at " + address);
    }

    /** The other nodes, called directly. */
    private record Wire(Function<String, Rig> others) implements Net {
        @Override
        public CompletionStage<Reply.Answer> call(String address, ExecutionKey key, Input input) {
            try {
                return others.apply(address).calls.answer(key, input);
            } catch (RuntimeException unreachable) {
                return CompletableFuture.failedFuture(unreachable);
            }
        }
    }

    public ExecutionKey newKey() {
        return new ExecutionKey(TENANT, new ExecutionId(Uuid7.make(clock.now().toEpochMilli(), random)));
    }

    /** Begins an execution of the given steps, under its own id as its name. */
    public CompletableFuture<Reply.Answer> start(ExecutionKey key, String... steps) {
        return begin(key, key.id().toString(), "{\"steps\":[\"" + String.join("\",\"", steps) + "\"]}");
    }

    public CompletableFuture<Reply.Answer> begin(ExecutionKey key, String name, String input) {
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
        Birth birth = new Birth("us-east-1", "123456789012", facts, Payload.of(input), clock.now());
        return turns.start(key, birth).toCompletableFuture();
    }

    public CompletableFuture<Reply.Answer> handOut(Offer offer) {
        return calls.call(offer.key(), new Input.HandOut(0, offer.task(), Optional.of("worker"), 1))
                .toCompletableFuture();
    }

    public CompletableFuture<Reply.Answer> succeed(ExecutionKey key, TaskRef task) {
        return calls.call(key, new Input.TaskSucceeded(0, task, Payload.of("{\"done\":true}")))
                .toCompletableFuture();
    }

    @Override
    public void offer(Offer offer) {
        offers.add(offer);
    }

    @Override
    public void invoke(ExecutionKey key, StartFacts facts, Effect.Invoke invoke) {
        invocations.add(invoke);
    }

    @Override
    public void forget(ExecutionKey key, TaskRef task) {
        forgotten.add(task);
    }

    @Override
    public void arm(ExecutionKey key, Instant due) {
        alarms.add(due);
    }

    @Override
    public void disarm(ExecutionKey key) {}

    /** Nodes by their addresses, as they are added. */
    public static Function<String, Rig> byAddress(Map<String, Rig> rigs) {
        return address -> {
            Rig rig = rigs.get(address);
            if (rig == null) {
                throw new IllegalStateException("nobody lives at " + address);
            }
            return rig;
        };
    }
}
