package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.Trail;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.execution.quotas.TenantBounds;
import dev.stepwell.execution.turns.TurnMaking.Decision;
import dev.stepwell.names.ExecutionKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works on the executions that have something waiting: load, decide, commit, answer, carry out, again. The in-memory state is given up
 * before each commit and comes back with it; if the commit is refused or in doubt it is read anew (blueprint §4).
 */
final class TurnWork {
    private static final Logger LOG = System.getLogger(TurnWork.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration AFTER_DEFECT = Duration.ofSeconds(30);

    /** When to look for writes that arrive late: the longest is beyond the time a statement may take. */
    private static final List<Duration> LATE_WRITES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(90));

    private final Clock clock;
    private final Committer committer;
    private final Bounds bounds;
    private final Holdings holdings;
    private final Loading loading;
    private final TurnMaking making;
    private final TenantBounds tenants;
    private final StartPlaces startPlaces;
    private final AtomicInteger busy = new AtomicInteger();
    private @Nullable Effects effects;
    private BiConsumer<ExecutionKey, Waiting> enqueue = (key, input) -> {};
    private Runnable rested = () -> {};

    TurnWork(
            Clock clock,
            Committer committer,
            Bounds bounds,
            Holdings holdings,
            Loading loading,
            TurnMaking making,
            TenantBounds tenants) {
        this.clock = clock;
        this.committer = committer;
        this.bounds = bounds;
        this.holdings = holdings;
        this.loading = loading;
        this.making = making;
        this.tenants = tenants;
        this.startPlaces = new StartPlaces(clock);
    }

    void open(Effects where, BiConsumer<ExecutionKey, Waiting> queue, Runnable atRest) {
        effects = where;
        enqueue = queue;
        rested = atRest;
    }

    /** How many executions are being worked on. */
    int busy() {
        return busy.get();
    }

    /** How many executions may begin at once, as what has begun goes first. */
    int startPlaces() {
        return startPlaces.now();
    }

    /** Begins to work on an execution that has just become busy. */
    void begin(Held held) {
        busy.incrementAndGet();
        if (held.birth == null) {
            startPlaces.goesOn();
        }
        clock.soon(() -> work(held));
    }

    /** Turn after turn, until one waits for its commit or nothing is left to do. */
    private void work(Held held) {
        while (true) {
            if (held.isGone()) {
                moveOn(held);
                return;
            }
            Instant now = clock.now();
            if (now.isBefore(held.restsUntil)) {
                clock.after(Duration.between(now, held.restsUntil), () -> work(held));
                return;
            }
            List<Waiting> batch = held.take(bounds.inputsPerTurn());
            if (batch.isEmpty()) {
                if (rest(held)) {
                    return;
                }
            } else if (!step(held, batch)) {
                return;
            }
        }
    }

    /** Whether the work goes on at once. */
    private boolean step(Held held, List<Waiting> batch) {
        // Who asks for everything again may know of more than is in memory.
        Live<?> live = batch.stream().anyMatch(Waiting::repeats) ? null : held.live;
        held.live = null;
        Birth birth = held.birth;
        if (live != null) {
            return attempt(held, batch, () -> turn(held, live, false, batch));
        }
        if (birth != null && batch.get(0).isStart()) {
            return attempt(held, batch, () -> turn(held, loading.unborn(held.key(), birth), true, batch));
        }
        loading.load(held.key(), loaded -> {
            if (attempt(held, batch, () -> turn(held, loaded.get(), true, batch))) {
                work(held);
            }
        });
        return false;
    }

    private boolean attempt(Held held, List<Waiting> batch, BooleanSupplier turn) {
        try {
            return turn.getAsBoolean();
        } catch (NotDone.Unavailable e) {
            return later(held, batch, e);
        } catch (NotDone e) {
            refuse(held, batch, e);
            return false;
        } catch (StoreException | UnknownRecordException e) {
            return later(held, batch, e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "a turn of execution " + held.key() + " failed", e);
            return defect(held, batch);
        }
    }

    private <S> boolean turn(Held held, Live<S> live, boolean loaded, List<Waiting> batch) {
        Live.Standing standing = live.standing();
        boolean unborn = standing.epoch() == 0;
        boolean takesOver = !standing.mine() && !standing.ended();
        boolean repeat = takesOver || batch.stream().anyMatch(Waiting::repeats);
        Decision<S> decision = making.decide(held.key(), live, batch, repeat, this::worker);
        boolean asked = !decision.outcome().replies().isEmpty();
        boolean direct = decision.changesNothing() && !takesOver && !unborn && (loaded || !asked);
        if (direct) {
            done(held, decision, batch, live.after(decision.outcome(), List.of(), false, false));
            return true;
        }
        boolean snapshot = live.snapshotDue(decision.outcome().records().size());
        TurnCommit commit = new TurnCommit(
                held.key(),
                standing.fence(),
                unborn ? Optional.ofNullable(held.birth) : Optional.empty(),
                decision.outcome().records(),
                decision.rows(),
                decision.beatsSeen(),
                snapshot ? freezing(live.program(), decision.outcome().state()) : Optional.empty(),
                Heirs.passing(live.facts(), decision.outcome().effects(), decision.heir()),
                Optional.of(new Trail(live.facts(), live.program().log())));
        Live<S> after = live.after(decision.outcome(), decision.rows(), true, snapshot);
        long bytes = RecordBytes.of(decision.outcome().records())
                + decision.heir().map(heir -> RecordBytes.of(heir.records())).orElse(0L);
        committer.submit(commit, bytes, fate -> settled(held, decision, batch, after, fate));
        return false;
    }

    private Optional<Effects.Taker> worker(Offer offer) {
        Effects way = effects;
        return way == null ? Optional.empty() : way.taker(offer);
    }

    private static <S> Optional<Supplier<byte[]>> freezing(Program<S> program, S state) {
        return program.freezer().map(freezer -> () -> freezer.freeze(state));
    }

    private <S> void settled(Held held, Decision<S> decision, List<Waiting> batch, Live<S> after, Fate fate) {
        boolean durable = fate instanceof Fate.Decided decided && decided.verdict() instanceof Verdict.Committed;
        if (!durable) {
            decision.promises().forEach(HandOuts.Promise::takeBack);
        }
        boolean goesOn = switch (fate) {
            case Fate.NotWritten notWritten -> later(held, batch, notWritten.why());
            case Fate.Decided decided -> judged(held, decision, batch, after, decided);
        };
        if (goesOn) {
            work(held);
        }
    }

    private <S> boolean judged(
            Held held, Decision<S> decision, List<Waiting> batch, Live<S> after, Fate.Decided decided) {
        return switch (decided.verdict()) {
            case Verdict.Committed ignored -> {
                done(held, decision, batch, after);
                yield true;
            }
            case Verdict.NameTaken taken -> {
                refuse(held, batch, new NotDone.NameTaken(taken.holder()));
                if (taken.holder().key().equals(held.key())) {
                    prompt(
                            held.key(),
                            true); // started by an earlier try: perhaps by this node, which never came to know
                }
                yield false;
            }
            case Verdict.Stale ignored -> {
                if (decided.late()) {
                    lookAgain(held.key());
                }
                yield stale(held, batch, decided.late());
            }
            case Verdict.Refused refused -> {
                LOG.log(Level.ERROR, "the store refused a turn of {0}: {1}", held.key(), refused.why());
                yield defect(held, batch);
            }
        };
    }

    /** The turn is durable: now, and not before, people are answered and effects carried out (law 9). */
    private <S> void done(Held held, Decision<S> decision, List<Waiting> batch, Live<S> after) {
        held.live = after;
        held.birth = null;
        held.failures = 0;
        Duration pause =
                tenants.pause(held.key(), after.facts(), decision.outcome().records());
        if (pause.isPositive()) {
            held.restsUntil = clock.now().plus(pause);
        }
        Map<Long, Reply.Answer> answers = new HashMap<>();
        decision.outcome().replies().forEach(reply -> answers.put(reply.call(), reply.answer()));
        for (int i = 0; i < batch.size(); i++) {
            Reply.Answer answer = answers.getOrDefault(i + 1L, new Reply.Accepted());
            batch.get(i).answer().complete(answer);
        }
        decision.promises().forEach(HandOuts.Promise::keep);
        // Of a life that is over nothing is carried out: whoever takes the execution over does. One that was let go of
        // with that life and read again in the next is this node's to carry out.
        if (!held.isGone() || loading.isOfThisLife(after)) {
            decision.toCarryOut().forEach(effect -> carryOut(held.key(), after.facts(), effect));
            decision.heir()
                    .ifPresent(heir -> heir.effects().forEach(effect -> carryOut(heir.key(), heir.facts(), effect)));
        }
        if (decision.moreLetters()) {
            enqueue.accept(held.key(), Waiting.forLetters());
        }
    }

    private void carryOut(ExecutionKey key, StartFacts facts, Effect effect) {
        Effects way = effects;
        if (way == null) {
            return;
        }
        try {
            way.carryOut(key, facts, effect, () -> prompt(key, false));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an effect of " + key + " was not carried out; it will be tried again", e);
            clock.after(Duration.ofSeconds(1), () -> prompt(key, true));
        }
    }

    private void prompt(ExecutionKey key, boolean repeats) {
        enqueue.accept(key, Waiting.prompt(repeats));
    }

    /**
     * A write that was in doubt and is not there may still arrive, as a database goes on with what it was sent before the connection
     * broke. Then the execution is further than this node believes, and whoever should carry its effects out is this node.
     */
    private void lookAgain(ExecutionKey key) {
        for (Duration after : LATE_WRITES) {
            clock.after(after, () -> prompt(key, true));
        }
    }

    /** Somebody was there first: read anew and try again, at once for the first times. */
    private boolean stale(Held held, List<Waiting> batch, boolean late) {
        if (batch.get(0).isStart() && late) {
            refuse(held, batch, new NotDone.Unavailable("the execution could not be stored"));
            return false;
        }
        held.failures++;
        if (held.failures > 3) {
            return later(held, batch, new NotDone.Unavailable("the execution is changing too fast"));
        }
        held.putBack(batch);
        return true;
    }

    /** The store or the registry cannot be asked for the moment: try again after a pause, but keep nobody waiting too long. */
    private boolean later(Held held, List<Waiting> batch, RuntimeException why) {
        if (batch.get(0).isStart()) {
            refuse(held, batch, new NotDone.Unavailable("the execution could not be stored: " + why.getMessage()));
            return false;
        }
        Instant now = clock.now();
        List<Waiting> kept = new ArrayList<>(batch);
        kept.removeIf(waiting -> {
            boolean late = waiting.until().isBefore(now);
            if (late) {
                waiting.answer()
                        .completeExceptionally(new NotDone.Unavailable("not done in time: " + why.getMessage()));
            }
            return late;
        });
        held.putBack(kept);
        held.failures++;
        Duration pause = Duration.ofMillis(25L << Math.min(held.failures, 10));
        clock.after(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, () -> work(held));
        return false;
    }

    /** One of the inputs cannot be handled. Which one, is found by trying them one by one; the guilty one is answered. */
    private boolean defect(Held held, List<Waiting> batch) {
        if (batch.get(0).isStart()) {
            refuse(held, batch, new NotDone.Defect("the execution could not be started"));
            return false;
        }
        if (batch.size() > 1) {
            held.takeApart(batch);
            return true;
        }
        Waiting guilty = batch.get(0);
        guilty.answer().completeExceptionally(new NotDone.Defect("the execution could not take this"));
        if (guilty.isPrompt()) {
            clock.after(AFTER_DEFECT, () -> prompt(held.key(), guilty.repeats()));
        }
        return true;
    }

    /** The execution is not ours to work on: whoever waits is told so. */
    private void refuse(Held held, List<Waiting> batch, NotDone why) {
        List<Waiting> all = new ArrayList<>(batch);
        all.addAll(held.retireBusy());
        holdings.remove(held);
        all.forEach(waiting -> waiting.answer().completeExceptionally(why));
        unbusy();
    }

    /** This object is out of use: what waits goes to its successor. */
    private void moveOn(Held held) {
        List<Waiting> waiting = held.retireBusy();
        holdings.remove(held);
        waiting.forEach(input -> enqueue.accept(held.key(), input));
        unbusy();
    }

    private boolean rest(Held held) {
        Live<?> live = held.live;
        boolean forGood = live == null || live.standing().ended();
        if (!held.rest(forGood)) {
            return false;
        }
        if (forGood) {
            holdings.remove(held);
        } else {
            holdings.rests(held, live == null ? 0 : live.standing().bytes());
        }
        unbusy();
        return true;
    }

    private void unbusy() {
        busy.decrementAndGet();
        rested.run();
    }
}
