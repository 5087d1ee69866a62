package dev.stepwell.execution.connectors;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.names.ExecutionKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries out invocations: asks the service of the task's resource, a bounded number at once and fairly between tenants, and hands the
 * answer to the execution until it is taken. The same attempt is never under way twice on one node; after a node's death another one
 * asks again (at least once).
 */
public final class Connectors implements Effects.Invocations {
    private static final Logger LOG = System.getLogger(Connectors.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Services services;
    private final Calls calls;
    private final Turns turns;
    private final Clock clock;
    private final FairGate gate;
    private final Map<Attempt, Attempt> underWay = new ConcurrentHashMap<>();

    /**
     * Connectors.
     *
     * @param services who asks what
     * @param atOnce how many may be asked at once; a tenant gets at most a quarter of that
     */
    public Connectors(Services services, Calls calls, Turns turns, Clock clock, int atOnce) {
        this.services = services;
        this.calls = calls;
        this.turns = turns;
        this.clock = clock;
        this.gate = new FairGate(new FairGate.Width(atOnce, Math.max(1, atOnce / 4), 10_000), clock::soon);
    }

    /** One attempt at one task; equal to another by what it is an attempt at. */
    private static final class Attempt {
        private final ExecutionKey key;
        private final TaskRef task;
        private @Nullable CompletionStage<Result> asking;
        private boolean forgotten;

        Attempt(ExecutionKey key, TaskRef task) {
            this.key = key;
            this.task = task;
        }

        synchronized boolean isForgotten() {
            return forgotten;
        }

        synchronized void asking(CompletionStage<Result> stage) {
            asking = stage;
            if (forgotten) {
                stage.toCompletableFuture().cancel(true);
            }
        }

        synchronized void forget() {
            forgotten = true;
            if (asking != null) {
                asking.toCompletableFuture().cancel(true);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Attempt attempt && attempt.key.equals(key) && attempt.task.equals(task);
        }

        @Override
        public int hashCode() {
            return 31 * key.hashCode() + task.hashCode();
        }
    }

    @Override
    public void invoke(ExecutionKey key, StartFacts facts, Effect.Invoke invoke) {
        Attempt attempt = new Attempt(key, invoke.task());
        if (underWay.putIfAbsent(attempt, attempt) != null) {
            return;
        }
        if (!gate.enter(key.tenant(), () -> ask(attempt, new Question(key, facts, invoke)))) {
            later(attempt);
        }
    }

    /** What the execution waits for is in its state, and is asked for again then. */
    private void later(Attempt attempt) {
        underWay.remove(attempt, attempt);
        clock.after(LONGEST_PAUSE, () -> turns.repeat(attempt.key));
    }

    @Override
    public void forget(ExecutionKey key, TaskRef task) {
        Attempt attempt = underWay.remove(new Attempt(key, task));
        if (attempt != null) {
            attempt.forget();
        }
    }

    /** How many invocations wait or are under way. */
    public int underWay() {
        return underWay.size();
    }

    private void ask(Attempt attempt, Question question) {
        CompletionStage<Result> stage;
        if (attempt.isForgotten()) {
            gate.leave(attempt.key.tenant());
            return;
        }
        try {
            stage = services.of(question.invoke().resource()).ask(question);
        } catch (NotDone.Unavailable e) {
            gate.leave(attempt.key.tenant());
            later(attempt);
            return;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a connector failed", e);
            gate.leave(attempt.key.tenant());
            deliver(attempt, question, Result.internal(), FIRST_PAUSE);
            return;
        }
        attempt.asking(stage);
        stage.whenComplete((result, failure) -> {
            gate.leave(attempt.key.tenant());
            if (cause(failure) instanceof NotDone.Unavailable) {
                later(attempt);
                return;
            }
            if (failure != null && !attempt.isForgotten()) {
                LOG.log(Level.ERROR, "a connector failed", failure);
            }
            deliver(attempt, question, failure == null ? result : Result.internal(), FIRST_PAUSE);
        });
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    }

    /** Brings the result to the execution, wherever it is by now, and does not give up as long as this may help. */
    private void deliver(Attempt attempt, Question question, Result result, Duration pause) {
        if (attempt.isForgotten()) {
            return;
        }
        calls.call(attempt.key, result.input(question.invoke())).whenComplete((answer, failure) -> {
            Throwable why = cause(failure);
            boolean again = why != null && !(why instanceof NotDone.Unknown || why instanceof NotDone.Defect);
            if (again) {
                Duration next = pause.multipliedBy(2);
                Duration longer = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
                clock.after(pause, () -> deliver(attempt, question, result, longer));
            } else {
                underWay.remove(attempt, attempt);
            }
        });
    }
}
