package dev.stepwell.execution.express;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.TokenSealer;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.execution.turns.Program;
import dev.stepwell.execution.turns.RecordBytes;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One execution that lives in memory: turn after turn, and what each turn wants done. */
final class WholeRun<S> {
    private static final Logger LOG = System.getLogger(WholeRun.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final WholeRuns all;
    private final Program<S> program;
    private final ExecutionKey key;
    private final StartFacts facts;
    private final TokenSealer sealer;
    private final Limits limits;
    private final CompletableFuture<Finished> finished;
    private final Optional<Witness> witness;
    private final List<Input> waiting = new ArrayList<>();
    private final Map<TaskRef, CompletableFuture<Result>> asked = new HashMap<>();
    private boolean busy;
    private @Nullable Instant due;

    // What follows belongs to the one turn that is being made.
    private @Nullable S state;
    private Instant lastAt = Instant.EPOCH;
    private long weight;
    private long mostBytes;
    private final List<JournalRecord> logged = new ArrayList<>();
    private long loggedBytes;

    WholeRun(WholeRuns all, Program<S> program, ExecutionKey key, Birth birth, CompletableFuture<Finished> finished) {
        this.all = all;
        this.program = program;
        this.key = key;
        this.facts = birth.facts();
        this.sealer = all.machinery().sealers().of(key, facts.tokenKey());
        this.limits = all.machinery().bounds().limits(key.tenant());
        this.finished = finished;
        this.witness = all.witness(key, facts);
        this.state = program.fresh();
    }

    void start(Birth birth) {
        lastAt = birth.startDate();
        synchronized (this) {
            busy = true;
            waiting.add(new Input.Start(facts, birth.input()));
        }
        work();
    }

    /** When it must be looked at again, if nothing happens before; absent when never. */
    synchronized @Nullable Instant due() {
        return due;
    }

    /** The time has come, unless the deadline is another one by now. */
    void wake(Instant time) {
        boolean early = all.clock().now().isBefore(time);
        synchronized (this) {
            if (!time.equals(due)) {
                return;
            }
            due = early ? due : null;
        }
        if (early) {
            all.arm(this, time);
        } else {
            take(new Input.Wake(Map.of()));
        }
    }

    /** Ends it without an end of its own. */
    void giveUp(NotDone why) {
        List<CompletableFuture<Result>> open;
        synchronized (this) {
            open = List.copyOf(asked.values());
            asked.clear();
            waiting.clear();
            due = null;
        }
        open.forEach(answer -> answer.cancel(true));
        finished.completeExceptionally(why);
    }

    private void take(Input input) {
        synchronized (this) {
            if (finished.isDone()) {
                return;
            }
            waiting.add(input);
            if (busy) {
                return;
            }
            busy = true;
        }
        all.clock().soon(this::work);
    }

    /** One turn; what comes after it gives way to others first. */
    private void work() {
        List<Input> batch;
        synchronized (this) {
            batch = List.copyOf(waiting);
            waiting.clear();
        }
        try {
            turn(batch);
        } catch (NotDone e) {
            giveUp(e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "a turn of execution " + key + " failed", e);
            giveUp(new NotDone.Defect("the execution could not take this"));
        }
        boolean over = finished.isDone();
        synchronized (this) {
            busy = !over && !waiting.isEmpty();
            if (busy) {
                all.clock().soon(this::work);
            }
        }
        if (over) {
            state = null;
            weigh(0);
        }
    }

    private void turn(List<Input> batch) {
        S before = state;
        if (before == null || batch.isEmpty()) {
            return;
        }
        Instant now = all.clock().now();
        lastAt = now.isAfter(lastAt) ? now : lastAt;
        Turn turn = new Turn(lastAt, all.rng().generator().nextLong(), sealer, limits);
        Outcome<S> outcome = all.machinery()
                .computing()
                .compute(key.tenant(), () -> program.machine().handle(before, batch, turn));
        state = outcome.state();
        witness.ifPresent(seeing -> outcome.records().forEach(seeing::saw));
        outcome.records().stream().filter(program.log()::wants).forEach(this::keep);
        if (!weigh(program.weight(outcome.state()) + loggedBytes)) {
            giveUp(new NotDone.Overloaded("the executions being run take too much memory"));
        }
        outcome.effects().forEach(this::carryOut);
    }

    /** Until its end, when it is logged as a whole. */
    private void keep(JournalRecord record) {
        logged.add(record);
        loggedBytes += RecordBytes.of(List.of(record));
    }

    private boolean weigh(long now) {
        long more = now - weight;
        weight = now;
        mostBytes = Math.max(mostBytes, now);
        return all.weigh(more);
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Invoke invoke -> ask(invoke);
            case Effect.CloseTask close -> forget(close.task());
            case Effect.WakeAt wake -> arm(wake.due());
            case Effect.GoOn goOn -> take(new Input.Continue());
            case Effect.Close close -> {
                witness.ifPresent(Witness::ended);
                finished.complete(new Finished(close, lastAt, mostBytes, program.log(), logged));
            }
            case Effect.OpenTask other -> throw unfit(other);
            case Effect.OfferActivity other -> throw unfit(other);
            case Effect.TaskHandedOut other -> throw unfit(other);
            case Effect.TellParent other -> throw unfit(other);
            case Effect.GiveUpChild other -> throw unfit(other);
            case Effect.TakenIn other -> throw unfit(other);
            case Effect.Reopen other -> throw unfit(other);
            case Effect.StartMapRun other -> throw unfit(other);
            case Effect.StartChildren other -> throw unfit(other);
            case Effect.ReadItems other -> throw unfit(other);
            case Effect.WriteResults other -> throw unfit(other);
            case SwfEffect other -> throw unfit(other);
        }
    }

    /** No express machine is created whose executions would want this. */
    private static IllegalStateException unfit(Effect effect) {
        return new IllegalStateException("an execution that is not stored cannot have this done: " + effect);
    }

    private void arm(Instant time) {
        synchronized (this) {
            due = time;
        }
        all.arm(this, time);
    }

    private void ask(Effect.Invoke invoke) {
        CompletableFuture<Result> open = new CompletableFuture<>();
        synchronized (this) {
            if (finished.isDone()) {
                return;
            }
            asked.put(invoke.task(), open);
        }
        open.thenAccept(result -> {
            forget(invoke.task());
            take(result.input(invoke));
        });
        attempt(new Question(key, facts, invoke), open);
    }

    /** Asks until there is an answer, or nobody wants it any more. */
    private void attempt(Question question, CompletableFuture<Result> open) {
        if (open.isDone()) {
            return;
        }
        Optional<CompletableFuture<Result>> asking = all.inquiries().ask(question);
        if (asking.isEmpty()) {
            all.clock().after(PAUSE, () -> attempt(question, open)); // too many wait
            return;
        }
        CompletableFuture<Result> answer = asking.get();
        open.whenComplete((result, failure) -> answer.cancel(true));
        answer.whenComplete((result, failure) -> {
            Throwable why =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (why instanceof NotDone.Unavailable) {
                all.clock().after(PAUSE, () -> attempt(question, open));
            } else {
                note(why);
                open.complete(why == null ? result : Result.internal());
            }
        });
    }

    private void note(@Nullable Throwable why) {
        if (why != null && !(why instanceof CancellationException)) {
            LOG.log(Level.ERROR, "a connector failed", why);
        }
    }

    private void forget(TaskRef task) {
        CompletableFuture<Result> answer;
        synchronized (this) {
            answer = asked.remove(task);
        }
        if (answer != null) {
            answer.cancel(true);
        }
    }
}
